import { expect, test } from "vitest";
import { cast } from "../config.js";
import { Demo, EventFeed } from "./demo.js";
import { Fleet } from "./fleet.js";
import { createPanelApp } from "./panel-app.js";
import { createPublicApp } from "./public-app.js";

async function demo(): Promise<Demo> {
  const fleet = await Fleet.start({
    names: [],
    emptyMs: 0,
    settings: {
      ...{
        clouds: [],
        pin: cast.pin,
        number: cast.bot.number,
        person: cast.person.party,
        colleague: cast.colleague.party,
      },
      door: { number: cast.door.party, code: cast.doorCode },
    },
    onEvent: () => {},
    onChange: () => {},
  });
  const parts = { backends: [], fleet, feed: new EventFeed(), number: cast.bot.number, alone: undefined };
  return new Demo({ ...parts, simulator: undefined }, "graph");
}

test("a page of another site cannot kill an instance or change anything", async () => {
  const app = createPanelApp(await demo(), ".", undefined);
  const post = (origin: string, type: string) =>
    app.request("http://127.0.0.1:3000/api/provider", {
      method: "POST",
      headers: { origin, host: "127.0.0.1:3000", "content-type": type },
      body: '{"provider":"acs"}',
    });
  expect((await post("https://evil.example", "text/plain")).status).toBe(403);
  expect((await post("http://127.0.0.1:3000", "application/json")).status).toBe(200);
});

test.each(["/api/state", "/api/events"])(
  "a page of another origin cannot get %s, not even as an image",
  async (path) => {
    const app = createPanelApp(await demo(), ".", undefined);
    const ask = async (headers: Record<string, string>) =>
      (await app.request(`http://127.0.0.1:3000${path}`, { headers: { host: "127.0.0.1:3000", ...headers } })).status;
    for (const site of ["cross-site", "same-site"]) expect(await ask({ "sec-fetch-site": site })).toBe(403);
    for (const site of ["same-origin", "none"]) expect(await ask({ "sec-fetch-site": site })).toBe(200);
    expect(await ask({})).toBe(200);
  },
);

test("no page may frame the demo's page", async () => {
  const app = createPanelApp(await demo(), "apps/demo/page", undefined);
  const response = await app.request("http://127.0.0.1:3000/", { headers: { host: "127.0.0.1:3000" } });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-security-policy")).toBe("frame-ancestors 'none'");
});

test.each(["/", "/api/state", "/api/events", "/_sim/state"])(
  "%s is answered only under this machine's own names",
  async (path) => {
    const app = createPanelApp(await demo(), ".", undefined);
    const ask = async (host: string) =>
      (await app.request(`http://127.0.0.1:3000${path}`, { headers: { host } })).status;
    for (const host of ["evil.example:3000", "demo.evil.example", "192.168.0.7:3000", "0.0.0.0:3000"])
      expect(await ask(host)).toBe(403);
    for (const host of ["localhost:3000", "127.0.0.1:3000", "[::1]:3000"]) expect(await ask(host)).not.toBe(403);
  },
);

test("the public port serves callbacks and prompts, and nothing that controls the demo", async () => {
  const prompts = new URL("../../prompts", import.meta.url).pathname;
  const app = createPublicApp(await demo(), prompts);
  const status = async (path: string, method = "GET") =>
    (await app.request(`https://bot.example.com${path}`, { method })).status;
  expect(await status("/prompts/menu.wav")).toBe(200);
  // It is passed on, but no instance of the bot is running.
  expect(await status("/calls/graph", "POST")).toBe(503);
  for (const path of [
    "/",
    "/index.html",
    "/api/state",
    "/api/events",
    "/_sim/state",
    "/prompts/",
    "/prompts/..%2fpackage.json",
    "/prompts/%2e%2e/package.json",
    "/calls/another",
  ])
    expect([path, await status(path)]).toEqual([path, 404]);
  for (const path of ["/api/kill", "/api/provider", "/api/call-me", "/_sim/people"])
    expect([path, await status(path, "POST")]).toEqual([path, 404]);
});
