import { createHash, createHmac } from "node:crypto";
import { connect } from "node:net";
import { connect as connectTls } from "node:tls";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Simulator } from "../../control/simulator.js";
import { startSimulator } from "../../simulator/start-simulator.js";
import { wellKnownCredentials } from "../../wire/settings.js";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ people: [{ id: "anna", party: "+14255550101" }] });
});
afterAll(() => simulator.close());

const PATH = "/calling/callConnections?api-version=2025-05-15";
const body = JSON.stringify({
  targets: [{ kind: "phoneNumber", phoneNumber: { value: "+14255550101" } }],
  sourceCallerIdNumber: { value: "+14255550100" },
  callbackUri: "https://bot.example.com/",
});

/** The bytes of communication-common 2.4.0: it puts the port behind a host that has one already, and signs that. */
function bytesOf(host: string, accessKey: string = wellKnownCredentials.acs.accessKey): string {
  const date = new Date().toUTCString();
  const hash = createHash("sha256").update(body).digest("base64");
  const signed = `POST\n${PATH}\n${date};${host};${hash}`;
  const signature = createHmac("sha256", Buffer.from(accessKey, "base64")).update(signed).digest("base64");
  return [
    `POST ${PATH} HTTP/1.1`,
    "Content-Type: application/json",
    `Host: ${host}`,
    `x-ms-date: ${date}`,
    `x-ms-content-sha256: ${hash}`,
    `Authorization: HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`,
    `Content-Length: ${body.length}`,
    "Connection: close",
    "",
    body,
  ].join("\r\n");
}

async function exchange(origin: string, bytes: string): Promise<string> {
  const { protocol, hostname, port } = new URL(origin);
  const options = { host: hostname, port: Number(port), ca: simulator.caCertificate };
  const socket = protocol === "https:" ? connectTls(options) : connect(options);
  socket.write(bytes);
  let answer = "";
  for await (const part of socket) answer += part;
  return answer;
}

test.each(["http", "https"] as const)(
  "a port that is there twice in Host, and signed so, is taken over %s",
  async (scheme) => {
    const origin = scheme === "http" ? simulator.url : simulator.httpsUrl;
    const { host, port } = new URL(origin);
    const answer = await exchange(origin, bytesOf(`${host}:${port}`));
    expect(answer).toMatch(/^HTTP\/1\.1 201 /);
    expect(simulator.log().findLast(({ direction }) => direction === "from-bot")).toMatchObject({
      title: "Create call",
      url: `${origin}${PATH}`,
      requestHeaders: { host: `${host}:${port}` },
    });
  },
);

test("what was signed is still compared with what came", async () => {
  const { host, port } = new URL(simulator.url);
  expect(await exchange(simulator.url, bytesOf(`${host}:${port}`, "b3RoZXI="))).toMatch(/^HTTP\/1\.1 401 /);
  const once = bytesOf(host).replace(`Host: ${host}`, `Host: ${host}:${port}`);
  expect(await exchange(simulator.url, once)).toMatch(/^HTTP\/1\.1 401 /);
});

test("what the listener refuses is in the log: an invalid host, bytes that are not HTTP", async () => {
  expect(await exchange(simulator.url, bytesOf("localhost:1:2"))).toMatch(/^HTTP\/1\.1 400 /);
  expect(simulator.log().at(-1)).toMatchObject({
    cloud: "acs",
    title: `refused: Host "localhost:1:2" with ${PATH} is not an address`,
    method: "POST",
    status: 400,
  });
  expect(simulator.log().at(-1)?.requestHeaders.authorization).toContain("Signature=[redacted]");
  expect(await exchange(simulator.url, "NO SUCH THING\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 /);
  expect(simulator.log().at(-1)).toMatchObject({ status: 400, requestBody: "NO SUCH THING\r\n\r\n" });
});

test("a request to an address that nothing is at is in the log", async () => {
  expect((await fetch(`${simulator.url}/api/v1.0/communications/calls`, { method: "POST" })).status).toBe(404);
  expect(simulator.log().at(-1)).toMatchObject({
    title: "refused: nothing is at /api/v1.0/communications/calls",
    method: "POST",
    status: 404,
  });
});

test("plain http at the https listener is in the log, with what the port takes", async () => {
  const { host } = new URL(simulator.httpsUrl);
  await exchange(simulator.httpsUrl.replace("https:", "http:"), bytesOf(host)).catch(() => {});
  await expect
    .poll(() => simulator.log().at(-1)?.title, { timeout: 5000 })
    .toContain("clients that trust /_sim/ca.pem");
});
