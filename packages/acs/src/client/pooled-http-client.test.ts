import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createPipelineRequest, type HttpMethods } from "@azure/core-rest-pipeline";
import { createTransport } from "@trunkline/microsoft";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPooledHttpClient } from "./pooled-http-client.js";

const ports = new Set<number | undefined>();
const seen: { encoding: string | undefined; body: string }[] = [];
const server = createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  ports.add(request.socket.remotePort);
  seen.push({ encoding: String(request.headers["accept-encoding"]), body });
  response.writeHead(200, { "x-one": "1" }).end("hello");
});
const transport = createTransport({ environment: {} });
const client = createPooledHttpClient(transport);
let origin = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await transport.close();
  server.closeAllConnections();
  server.close();
});

const request = (method: HttpMethods, body?: string) =>
  createPipelineRequest({
    url: `${origin}/x`,
    method,
    allowInsecureConnection: true,
    ...(body === undefined ? {} : { body }),
  });

test("requests share connections and do not accept compression", async () => {
  for (let i = 0; i < 10; i++) {
    const response = await client.sendRequest(request("POST", `{"i":${i}}`));
    expect([response.status, response.headers.get("x-one"), response.bodyAsText]).toEqual([200, "1", "hello"]);
  }
  expect(ports.size).toBeLessThanOrEqual(2);
  expect(seen[9]).toEqual({ encoding: "identity", body: '{"i":9}' });
});

test("a download comes as a stream", async () => {
  const download = request("GET");
  download.streamResponseStatusCodes = new Set([200]);
  const response = await client.sendRequest(download);
  let text = "";
  for await (const chunk of response.readableStreamBody ?? []) text += String(chunk);
  expect(text).toBe("hello");
});

test("http is refused unless it was allowed", async () => {
  const plain = createPipelineRequest({ url: `${origin}/x`, method: "GET" });
  await expect(client.sendRequest(plain)).rejects.toThrow(/is not https/);
});
