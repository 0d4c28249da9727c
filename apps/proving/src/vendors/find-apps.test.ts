import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findApps } from "./find-apps.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "find-apps-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const manifest = JSON.stringify({ dependencies: { "@azure/communication-call-automation": "^1.3.0" } });
const source = `import { CallAutomationClient } from "@azure/communication-call-automation";`;
const write = (files: Readonly<Record<string, string>>) => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
};
const names = () => findApps(folder).map(({ name }) => name);

test("an app depends on the client and imports it, wherever in its sources", () => {
  write({
    "rooms/package.json": manifest,
    "rooms/src/app.ts": source,
    "more/deeper/bank/package.json": manifest,
    "more/deeper/bank/server.js": `require('@azure/communication-call-automation')`,
  });
  expect(findApps(folder)).toEqual([
    { name: "bank", folder: join(folder, "more/deeper/bank") },
    { name: "rooms", folder: join(folder, "rooms") },
  ]);
});

test("the folder itself may be an app", () => {
  write({ "package.json": manifest, "index.ts": source });
  expect(findApps(folder).map((app) => app.folder)).toEqual([folder]);
});

test("a page that lists the client without importing it is no app", () => {
  write({ "page/package.json": manifest, "page/index.js": `import "@azure/communication-calling";` });
  expect(names()).toEqual([]);
});

test("neither is a program that does not depend on it, or whose package.json is not one", () => {
  write({
    "chat/package.json": "{}",
    "chat/app.ts": source,
    "broken/package.json": "{",
    "broken/app.ts": source,
  });
  expect(names()).toEqual([]);
});

test("what is installed is not looked at", () => {
  write({
    "rooms/package.json": manifest,
    "rooms/node_modules/x/index.js": source,
    "node_modules/bank/package.json": manifest,
    "node_modules/bank/index.js": source,
  });
  expect(names()).toEqual([]);
});
