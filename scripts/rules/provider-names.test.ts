import { describe, expect, test } from "vitest";
import { Project } from "./project.mjs";
import { providerNames } from "./provider-names.mjs";

const find = (code: string, path = "packages/core/src/a.ts") => providerNames.find(new Project({ [path]: code }));

describe("no provider's name in core", () => {
  test.each([
    "export const acs = 1;",
    "export const acsCall = 1;",
    "export const toACSParty = 1;",
    "export interface GraphCall {}",
    'export const provider = "graph";',
    'export const header = "x-microsoft-skype-message-id";',
    "export const text = `the Azure call`;",
    "export const o = { teams: 1 };",
    "export class A { #graph = 1; }",
    'export const url = "azure at https://learn.microsoft.com/graph";',
  ])("%s", (code) => {
    expect(find(code)).toHaveLength(1);
  });

  test("a finding says where and what", () => {
    expect(find('\nexport const provider = "graph";')).toEqual([
      { path: "packages/core/src/a.ts", line: 2, message: '"graph" is in "graph": core knows no provider.' },
    ]);
  });

  test("a file named after a provider is refused", () => {
    expect(find("", "packages/core/src/graph-call.ts")).toHaveLength(1);
  });

  test.each([
    'export const kind = "teams-meeting";',
    "export const teamsMeeting = 1;",
    "export const paragraph = 1;",
    'export const telegraph = "photographs";',
    'export const source = "https://learn.microsoft.com/graph/api/call";',
    "// Graph wants it so\nexport const a = 1;",
  ])("allowed: %s", (code) => {
    expect(find(code)).toEqual([]);
  });

  test("tests of core and other packages may name providers", () => {
    expect(find('const provider = "graph";', "packages/core/src/a.test.ts")).toEqual([]);
    expect(find('const provider = "graph";', "packages/graph/src/a.ts")).toEqual([]);
  });
});
