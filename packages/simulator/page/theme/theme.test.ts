import { expect, test } from "vitest";
import { keepTheme, nextTheme, readTheme } from "./theme.js";

function storage(kept?: string) {
  const values = new Map(kept === undefined ? [] : [["trunkline-theme", kept]]);
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
  };
}

test("the toggle goes round and comes back to the system's choice", () => {
  expect([nextTheme("system"), nextTheme("light"), nextTheme("dark")]).toEqual(["light", "dark", "system"]);
});

test("a theme that was kept is read again", () => {
  const kept = storage();
  keepTheme(kept, "dark");
  expect(readTheme(kept)).toBe("dark");
});

test("what is kept and no theme counts as the system's choice", () => {
  expect(readTheme(storage("purple"))).toBe("system");
  expect(readTheme(storage())).toBe("system");
});
