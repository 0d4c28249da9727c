import { expect, test } from "vitest";
import { Project } from "./project.mjs";
import { putOff } from "./put-off.mjs";

const find = (code: string) => putOff.find(new Project({ "packages/core/src/a.test.ts": code }));

/** Joined here, so that this file contains none of them. */
const joined = (...parts: string[]) => parts.join("");

test.each([
  joined("// TO", "DO: later"),
  joined("/* FIX", "ME */"),
  joined("// @ts-no", "check"),
  joined("test.to", 'do("a");'),
  joined("describe.sk", 'ip.each([1])("a", () => {});'),
  joined("// biome-ig", "nore lint/suspicious/noExplicitAny: it is simpler"),
  joined("// biome-ig", "nore-all lint/suspicious/noConsole: for now"),
])("refused: %s", (code) => {
  expect(find(`const a = 1;\n${code}`)).toMatchObject([{ path: "packages/core/src/a.test.ts", line: 2 }]);
});

test.each([
  'test.skipIf(!browser)("a", () => {});',
  "step.skip();",
  "// @ts-expect-error: no number",
  "// biome-ignore lint/suspicious/noThenProperty: it is a promise",
])("allowed: %s", (code) => {
  expect(find(code)).toEqual([]);
});
