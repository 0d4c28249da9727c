import { describe, expect, test } from "vitest";
import { plainCode } from "./plain-code.mjs";
import { Project } from "./project.mjs";

const find = (code: string, path = "packages/core/src/a.ts") => plainCode.find(new Project({ [path]: code }));

describe("plain code", () => {
  test.each([
    "const a: any = 1;",
    "const a = 1 as any;",
    "type A = Array<any>;",
    "// biome-ignore lint: no\nlet a: any;",
  ])("any is refused: %s", (code) => {
    expect(find(code)).toHaveLength(1);
  });

  test("console is refused but in a CLI, in scripts and in core's log", () => {
    const code = 'console.log("x");';
    expect(find(code)).toEqual([
      { path: "packages/core/src/a.ts", line: 1, message: "console belongs to the CLI, to scripts and to core's log." },
    ]);
    expect(find(code, "packages/trunkline/src/cli.ts")).toEqual([]);
    expect(find(code, "packages/simulator/src/cli/run.ts")).toEqual([]);
    expect(find(code, "scripts/start.mjs")).toEqual([]);
    expect(find(code, "packages/core/src/telemetry/log.ts")).toEqual([]);
    expect(find(code, "packages/core/src/client.ts")).toHaveLength(1);
  });

  test.each([
    'test.only("a", () => {});',
    'describe.only("a", () => {});',
    'it.concurrent.only("a", () => {});',
    'test.skip("a", () => {});',
    'describe.skip.each([1])("a", () => {});',
    'test.todo("a");',
  ])("a test is not left out or singled out: %s", (code) => {
    expect(find(code, "packages/core/src/a.test.ts")).toHaveLength(1);
  });

  test.each(["// TODO: later", "/* FIXME */", "// @ts-ignore", "// @ts-nocheck"])(
    "nothing is put off in a comment: %s",
    (code) => {
      expect(find(code)).toHaveLength(1);
    },
  );

  test.each([
    'test.skipIf(!browser)("a", () => {});',
    "list.only;",
    "const any = 1;",
    '"a: any";',
    "step.skip();",
    "// @ts-expect-error: no number",
  ])("allowed: %s", (code) => {
    expect(find(code, "packages/core/src/a.test.ts")).toEqual([]);
  });
});
