import { request } from "node:http";
import { expect, test } from "vitest";
import { startSimulator } from "../simulator/start-simulator.js";
import { isLoopbackHost, isLoopbackOrigin } from "./loopback.js";

const ours = [
  "localhost",
  "localhost:4010",
  "LOCALHOST:4010",
  "localhost.:4010",
  "127.0.0.1",
  "127.0.0.1:80",
  "127.1.2.3:4010",
  "[::1]:4010",
  "localhost:4911:4911",
];
const others = [
  "",
  "evil.example",
  "evil.example:4010",
  "localhost.evil.example",
  "localhost:4010.evil.example",
  "127.0.0.1.evil.example",
  "127.0.0.1.nip.io:4010",
  "notlocalhost",
  "localhost@evil.example",
  "evil.example@localhost:80@evil",
  "0.0.0.0:4010",
  "192.168.0.7:4010",
  "[::]:4010",
  "[::ffff:7f00:1]",
  "localhost:",
  "localhost:port",
  "localhost, evil.example",
];

test.each(ours)("%j names this machine", (host) => expect(isLoopbackHost(host)).toBe(true));
test.each(others)("%j does not", (host) => expect(isLoopbackHost(host)).toBe(false));

test("pages of this machine are recognized by their origin", () => {
  for (const origin of ["http://localhost:3000", "https://127.0.0.1", "http://[::1]:1"])
    expect(isLoopbackOrigin(origin)).toBe(true);
  for (const origin of ["null", "http://evil.example", "http://localhost.evil.example", "http://0.0.0.0:3000"])
    expect(isLoopbackOrigin(origin)).toBe(false);
});

/** What a path answers to a browser that was led here under another name. */
function ask(url: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers: { host } }, (response) => {
      response.destroy();
      resolve(response.statusCode);
    });
    sent.once("error", reject);
    sent.end();
  });
}

test("nothing of the simulator answers to another name: control plane, events, page, both clouds", async () => {
  await using simulator = await startSimulator();
  const port = new URL(simulator.url).port;
  for (const path of [
    "/",
    "/_sim/state",
    "/_sim/events",
    "/_sim/settings",
    "/v1.0/communications/calls",
    "/calling/x",
  ]) {
    expect([path, await ask(`${simulator.url}${path}`, `evil.example:${port}`)]).toEqual([path, 403]);
    expect(await ask(`${simulator.url}${path}`, `localhost:${port}`)).not.toBe(403);
  }
});
