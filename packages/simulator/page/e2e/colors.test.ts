import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync(new URL("../theme/tokens.css", import.meta.url), "utf8");
const colors = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);/g)].map(([, name, light, dark]) => [
    name ?? "",
    { light: light ?? "", dark: dark ?? "" },
  ]),
);

/** Relative luminance, and the ratio of two, as WCAG 2 has them. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(text: string, ground: string, theme: "light" | "dark"): number {
  const [one, two] = [text, ground].map((name) => luminance(colors.get(name)?.[theme] ?? "#000000"));
  const [dark, bright] = [one ?? 0, two ?? 0].sort((a, b) => a - b);
  return ((bright ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

describe.each(["light", "dark"] as const)("in the %s colors", (theme) => {
  test.each(["ink", "ink-2", "ink-3", "accent", "danger", "warn"])(
    "%s can be read on every ground (4.5 to 1)",
    (text) => {
      const ratios = ["paper", "surface", "sunken"].map((ground) => contrast(text, ground, theme));
      expect(Math.min(...ratios)).toBeGreaterThanOrEqual(4.5);
    },
  );

  test("what is written on the accent can be read", () => {
    expect(contrast("on-accent", "accent", theme)).toBeGreaterThanOrEqual(4.5);
    expect(contrast("accent", "accent-soft", theme)).toBeGreaterThanOrEqual(4.5);
  });
});
