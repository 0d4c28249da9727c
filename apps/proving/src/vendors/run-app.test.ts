import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readPlays } from "./play.js";
import { runApp } from "./run-app.js";

/** An app without dependencies: it writes down where it runs, and asks the simulator over https who it is. */
const server = `
import { createServer } from "node:http";
import { readFileSync, writeFileSync } from "node:fs";
const settings = Object.fromEntries(readFileSync(".env", "utf8").split("\\n").map((line) => line.split(/=(.*)/)));
writeFileSync(settings.NOTES, JSON.stringify({ pid: process.pid, port: process.env.PORT, folder: process.cwd() }));
let called = "nobody";
createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += chunk;
  const [event] = body ? JSON.parse(body) : [];
  if (event) called = event.data.to?.rawId ?? called;
  if (event) return response.end(JSON.stringify({ validationResponse: event.data.validationCode }));
  if (request.url === "/crash") process.exit(1);
  if (request.url === "/called") return response.end(called);
  const endpoint = /endpoint=([^;]*)/.exec(settings.CONNECTION_STRING)[1];
  const { status } = await fetch(endpoint + "calling/callConnections/x?api-version=2026-03-12");
  response.end(JSON.stringify({ cloud: { status: String(status) } }));
}).listen(process.env.PORT, "127.0.0.1");
`;

let folder: string;
let notes: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vendor-app-"));
  notes = join(folder, "notes.json");
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "x", scripts: { dev: "node server.mjs" } }));
  writeFileSync(join(folder, "server.mjs"), server);
});
afterEach(() => rmSync(folder, { recursive: true }));

const run = (steps: readonly unknown[]) => {
  const files = { ".env": `CONNECTION_STRING={connectionString}\nNOTES=${notes}` };
  const facts = { webhook: "/calls", called: ["+14255550100"], people: { ada: { address: "+14255550101" } } };
  const [play] = readPlays([{ app: "x", mustComplete: true, files, ...facts, steps }]);
  return runApp({ name: "x", folder }, play);
};
const isTaken = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect({ port, host: "127.0.0.1" });
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });

test("an app is configured, trusts the simulator, is called, and leaves nothing behind", async () => {
  const outcome = await run([
    // Without a signature it is 401: the request came through.
    { do: "ask", path: "/", keep: { status: "cloud.status" } },
    { do: "ask", path: "/?{status}", shows: "401" },
    { do: "dial", person: "ada", to: "+14255550100" },
    { do: "app-gets", event: "IncomingCall" },
    { do: "ask", path: "/called", shows: "4:+14255550100" },
  ]);
  expect(outcome.failure).toBeUndefined();
  expect(outcome).toMatchObject({ app: "x", mustComplete: true, requests: 2, answered501: 0 });

  const { port, folder: copy } = JSON.parse(readFileSync(notes, "utf8"));
  expect(copy).not.toBe(folder);
  expect(existsSync(copy)).toBe(false);
  expect(existsSync(join(folder, ".env"))).toBe(false);
  expect(await isTaken(Number(port))).toBe(false);
});

test("an app that ends in the middle ends its play at once, which says at which step", async () => {
  const outcome = await run([{ do: "ask", path: "/" }, { do: "ask", path: "/crash" }, { do: "over" }]);
  expect(outcome.failure).toMatch(/^step 2, ask: the app ended: /);
  expect(outcome.requests).toBe(1);
});

test("an app that does not take the announcements of its calls does not get so far as its play", async () => {
  writeFileSync(join(folder, "server.mjs"), server.replace("event.data.validationCode", "'no'"));
  expect((await run([{ do: "ask", path: "/crash" }])).failure).toMatch("did not pass Event Grid's validation");
});

test("an app without a play says how to bring one", async () => {
  expect((await runApp({ name: "x", folder }, undefined)).failure).toBe(
    "there is no play for it; bring one with --plays",
  );
});
