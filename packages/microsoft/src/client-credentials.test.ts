import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { manualClock } from "@trunkline/core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createTokenSource, type TokenSourceOptions } from "./client-credentials.js";
import { createTransport, type Transport } from "./transport/transport.js";

const tenant = "aa67bd4c-8475-432d-bd41-39f255720e0a";
const names = {
  clientId: "appId (GRAPH_APP_ID)",
  clientSecret: "clientSecret (GRAPH_CLIENT_SECRET)",
  tenantId: "tenantId (GRAPH_TENANT_ID)",
};

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers?: Record<string, string>;
}

const asked: { path: string; form: URLSearchParams }[] = [];
let answer: () => Answer;
let transport: Transport;
let clock: ReturnType<typeof manualClock>;

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  asked.push({ path: request.url ?? "", form: new URLSearchParams(Buffer.concat(chunks).toString()) });
  const { status, body, headers } = answer();
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(body);
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  transport = createTransport({ environment: {} });
});
afterAll(async () => {
  await transport.destroy();
  server.close();
});
beforeEach(() => {
  asked.length = 0;
  clock = manualClock();
  answer = () => ({ status: 200, body: JSON.stringify({ access_token: `t${asked.length}`, expires_in: 3600 }) });
});

const source = (over: Partial<TokenSourceOptions> = {}) =>
  createTokenSource({
    authority: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    clientId: "app",
    clientSecret: "secret&",
    scope: "https://graph.microsoft.com/.default",
    transport,
    clock,
    names,
    ...over,
  });

test("a token is requested from the tenant's own endpoint", async () => {
  expect(await source().token(tenant)).toBe("t1");
  expect(asked[0]?.path).toBe(`/${tenant}/oauth2/v2.0/token`);
  expect(Object.fromEntries(asked[0]?.form ?? [])).toEqual({
    grant_type: "client_credentials",
    client_id: "app",
    client_secret: "secret&",
    scope: "https://graph.microsoft.com/.default",
  });
});

test("many callers of one tenant share one request, and each tenant has its own token", async () => {
  const tokens = source();
  expect(new Set(await Promise.all(Array.from({ length: 50 }, () => tokens.token(tenant)))).size).toBe(1);
  await tokens.token("other");
  expect(asked.length).toBe(2);
});

test("a token is replaced five minutes before it expires, and after it was refused", async () => {
  const tokens = source();
  expect(await tokens.token(tenant)).toBe("t1");
  await clock.advance(3_299_999);
  expect(await tokens.token(tenant)).toBe("t1");
  await clock.advance(1);
  expect(await tokens.token(tenant)).toBe("t2");
  tokens.forget(tenant);
  expect(await tokens.token(tenant)).toBe("t3");
});

test("a token with a lifetime of one minute is used for half of it", async () => {
  answer = () => ({ status: 200, body: JSON.stringify({ access_token: `t${asked.length}`, expires_in: 60 }) });
  const tokens = source();
  await tokens.token(tenant);
  await clock.advance(29_999);
  expect(await tokens.token(tenant)).toBe("t1");
  await clock.advance(1);
  expect(await tokens.token(tenant)).toBe("t2");
});

test("a secret from a function is fetched for every token", async () => {
  let version = 0;
  const tokens = source({ clientSecret: async () => `v${++version}` });
  await tokens.token("a");
  await tokens.token("b");
  expect(asked.map(({ form }) => form.get("client_secret"))).toEqual(["v1", "v2"]);
});

test.each([
  ["AADSTS7000215: Invalid client secret provided.", /clientSecret \(GRAPH_CLIENT_SECRET\) to the secret's value/],
  ["AADSTS7000222: The provided client secret keys are expired.", /has expired.*GRAPH_CLIENT_SECRET/],
  ["AADSTS700016: Application not found in the directory.", /GRAPH_APP_ID/],
  ["AADSTS90002: Tenant not found.", /GRAPH_TENANT_ID/],
  ["something else", /GRAPH_APP_ID.*GRAPH_CLIENT_SECRET/],
])("the error of %s names the option to correct", async (error_description, message) => {
  answer = () => ({ status: 401, body: JSON.stringify({ error: "invalid_client", error_description }) });
  const failure = source().token(tenant);
  await expect(failure).rejects.toThrow(message);
  await expect(failure).rejects.toMatchObject({ code: "unauthenticated", status: 401, retryable: false });
});

test("a refusal is not cached: the next caller asks again", async () => {
  const tokens = source();
  answer = () => ({ status: 503, body: "" });
  await expect(tokens.token(tenant)).rejects.toMatchObject({ code: "unavailable", status: 503 });
  answer = () => ({ status: 200, body: JSON.stringify({ access_token: "good", expires_in: "3600" }) });
  expect(await tokens.token(tenant)).toBe("good");
});

test("a token endpoint that asks to slow down says for how long", async () => {
  answer = () => ({ status: 429, body: "{}", headers: { "retry-after": "2.5" } });
  await expect(source().token(tenant)).rejects.toMatchObject({ code: "throttled", retryAfterMs: 2500 });
  answer = () => ({ status: 503, body: "", headers: { "retry-after": "7" } });
  await expect(source().token(tenant)).rejects.toMatchObject({ code: "unavailable", retryAfterMs: 7000 });
});

test("a response without a token is an error", async () => {
  answer = () => ({ status: 200, body: "<html>" });
  await expect(source().token(tenant)).rejects.toMatchObject({ code: "unavailable" });
});

test("an unreachable authority, an empty secret and a failing function have different errors", async () => {
  await expect(source({ authority: "http://127.0.0.1:1" }).token(tenant)).rejects.toMatchObject({
    code: "unavailable",
  });
  await expect(source({ clientSecret: () => "" }).token(tenant)).rejects.toThrow(/GRAPH_CLIENT_SECRET\) is empty/);
  const failing = source({ clientSecret: () => Promise.reject(new Error("vault")) });
  await expect(failing.token(tenant)).rejects.toThrow(/the function that fetches the secret failed/);
});
