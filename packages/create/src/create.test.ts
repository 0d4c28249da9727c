import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { create } from "./create.js";

let place = "";

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), "create-trunkline-"));
});

afterEach(() => rmSync(place, { recursive: true }));

test("an adapter is made of the template that is tested here, and the next steps are named", () => {
  const folder = join(place, "bold-tel");
  expect(create(["adapter", "@acme/trunkline-bold-tel", folder])).toContain("npm test");
  expect(readFileSync(join(folder, "src", "bold-tel.ts"), "utf8")).toContain('name: "bold-tel"');
  expect(readFileSync(join(folder, "src", "options.ts"), "utf8")).toContain("BOLD_TEL_API_KEY");
  expect(existsSync(join(folder, "src", "carrier", "carrier.fixture.ts"))).toBe(true);
  expect(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).name).toBe("@acme/trunkline-bold-tel");
});

test("a folder that is not empty is left alone", () => {
  writeFileSync(join(place, "mine"), "");
  expect(() => create(["adapter", "bold-tel", place])).toThrow("is not empty");
  expect(existsSync(join(place, "package.json"))).toBe(false);
});

test("what is missing or wrong is said, with the help", () => {
  expect(() => create(["bot", "my-bot"])).toThrow('There is no "bot" to create');
  expect(() => create(["adapter"])).toThrow("The name is missing");
  expect(() => create(["adapter", "My Line"])).toThrow("such as my-line");
  expect(create([])).toContain("npm create trunkline");
});
