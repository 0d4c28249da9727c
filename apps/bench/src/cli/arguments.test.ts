import { expect, test } from "vitest";
import { groups } from "../groups/groups.js";
import { readArguments, usage } from "./arguments.js";

test("all groups run unless some are named, and those in the order of the report", () => {
  expect(readArguments([])).toMatchObject({ groups, quick: false });
  const named = readArguments(["memory", "ingest", "--quick", "--json", "r.json"]);
  expect(named).toMatchObject({ groups: [{ name: "ingest" }, { name: "memory" }], quick: true, json: "r.json" });
});

test.each([
  [["--fast"], "Unknown option '--fast'. See npm run bench -- --help."],
  [["--json"], "Option '--json <value>' argument missing. See npm run bench -- --help."],
  [["--quick=yes"], "Option '--quick' does not take an argument. See npm run bench -- --help."],
  [["speed"], expect.stringMatching(/^There is no group "speed"\. There are: operations, /)],
])("%j is answered with one line that says what is wrong", (given, wrong) => {
  expect(readArguments(given)).toEqual({ wrong });
});

test("the help names every group", () => {
  expect(readArguments(["memory", "--help"])).toBe("help");
  for (const { name, about } of groups) expect(usage).toContain(`${name.padEnd(18)}${about}`);
});
