import { decodeJwt } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { APP, callTo, type GraphStage, graphStage, JOHN, TENANT, tokenForm } from "../graph-stage.fixture.js";
import { callRoles } from "../wire/behavior.js";

const answerSchema = z.looseObject({ access_token: z.string().default("") });
const configurationSchema = z.object({ issuer: z.string(), jwks_uri: z.string() });

let stage: GraphStage;
beforeAll(async () => {
  stage = await graphStage();
});
beforeEach(() => stage.simulator.reset());
afterAll(() => stage.simulator.close());

const ask = async (form: URLSearchParams | string, tenant = TENANT, headers: Record<string, string> = {}) => {
  const url = `${stage.simulator.url}/${tenant}/oauth2/v2.0/token`;
  const response = await fetch(url, { method: "POST", body: form, headers });
  return { status: response.status, body: answerSchema.parse(await response.json()) };
};
const formHeader = { "content-type": "application/x-www-form-urlencoded" };

describe("the token endpoint", () => {
  test("gives a token for client credentials", async () => {
    const { status, body } = await ask(tokenForm());
    expect(status).toBe(200);
    expect(body).toMatchObject({
      token_type: "Bearer",
      expires_in: 3599,
      ext_expires_in: 3599,
      access_token: expect.any(String),
    });
    expect(decodeJwt(body.access_token)).toMatchObject({
      aud: "https://graph.microsoft.com",
      iss: `https://sts.windows.net/${TENANT}/`,
      tid: TENANT,
      appid: APP,
      roles: [...callRoles],
    });
  });

  test("takes the client's name and secret by HTTP Basic too", async () => {
    const form = tokenForm();
    const basic = Buffer.from(`${form.get("client_id")}:${form.get("client_secret")}`).toString("base64");
    form.delete("client_id");
    form.delete("client_secret");
    const headers = { ...formHeader, authorization: `Basic ${basic}` };
    expect(await ask(form.toString(), TENANT, headers)).toMatchObject({ status: 200 });
  });

  test("gives a client that names no tenant a token that is good nowhere", async () => {
    const { body } = await ask(tokenForm(), "common");
    expect(decodeJwt(body.access_token).tid).not.toBe(TENANT);
    const refused = await stage.api("POST", "calls", callTo(JOHN), { token: body.access_token });
    expect(refused).toMatchObject({ status: 403, body: { error: { code: "7505" } } });
  });

  const without = (name: string): URLSearchParams => {
    const form = tokenForm();
    form.delete(name);
    return form;
  };
  test.each([
    ["no grant type", without("grant_type"), TENANT, 400, "invalid_request", 900144],
    ["another grant", tokenForm({ grant_type: "password" }), TENANT, 400, "unsupported_grant_type", 70003],
    ["no client", without("client_id"), TENANT, 400, "invalid_request", 900144],
    ["no scope", without("scope"), TENANT, 400, "invalid_request", 900144],
    [
      "a tenant that is not a GUID",
      tokenForm(),
      "86dc81db-c112-4228-9222-63f3esaa1edb",
      400,
      "invalid_request",
      900023,
    ],
    ["a domain", tokenForm(), "contoso.onmicrosoft.com", 400, "invalid_request", 90002],
    ["an unknown app", tokenForm({ client_id: JOHN }), TENANT, 400, "unauthorized_client", 700016],
    ["no secret", without("client_secret"), TENANT, 401, "invalid_client", 7000218],
    ["a wrong secret", tokenForm({ client_secret: "guess" }), TENANT, 401, "invalid_client", 7000215],
    ["an assertion without its type", tokenForm({ client_assertion: "x" }), TENANT, 400, "invalid_request", 900144],
    [
      "something that is not an assertion",
      tokenForm({
        client_assertion: "x",
        client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      }),
      TENANT,
      400,
      "invalid_request",
      50027,
    ],
    [
      "something that is not a scope",
      tokenForm({ scope: "Calls.Initiate.All" }),
      TENANT,
      400,
      "invalid_scope",
      1002012,
    ],
    ["another resource", tokenForm({ scope: "https://x.example/.default" }), TENANT, 400, "invalid_resource", 500011],
  ])("refuses %s as Entra prints it", async (_, form, tenant, status, error, number) => {
    expect(await ask(form, tenant)).toMatchObject({
      status,
      body: {
        error,
        error_codes: [number],
        error_description: expect.stringMatching(
          new RegExp(`^AADSTS${number}: .+ Trace ID: .+ Correlation ID: .+ Timestamp: 2026-01-01 00:00:00Z$`),
        ),
      },
    });
  });

  test("checks the secret that an app was given", async () => {
    stage.simulator.graphBehavior.change({ apps: { [APP.toUpperCase()]: { clientSecret: "other" } } });
    expect((await ask(tokenForm())).status).toBe(401);
    expect((await ask(tokenForm({ client_secret: "other" }))).status).toBe(200);
  });
});

describe("the API's own check of tokens", () => {
  const get = (token: string) => stage.api("GET", `calls/${JOHN}`, undefined, { token });
  const refusal = (message: RegExp) => ({
    status: 401,
    body: { error: { code: "InvalidAuthenticationToken", message: expect.stringMatching(message) } },
  });
  const scoped = async (scope: string) => (await ask(tokenForm({ scope }))).body.access_token;

  test("takes tokens for any of its names, and for nothing else", async () => {
    for (const name of ["https://graph.microsoft.com", "https://graph.microsoft.us", stage.simulator.url]) {
      expect((await get(await scoped(`${name}/.default`))).status).toBe(404);
    }
    const [header, , signature] = (await stage.token({ fresh: true })).split(".");
    const strange = Buffer.from(JSON.stringify({ aud: "x", tid: TENANT, appid: APP })).toString("base64url");
    expect(await get(`${header}.${strange}.${signature}`)).toMatchObject(refusal(/Signature is invalid/));
  });

  test("refuses a request without a token, with a malformed one, and with an expired one", async () => {
    const token = await stage.token({ fresh: true });
    const response = await fetch(`${stage.simulator.url}/v1.0/communications/calls/${JOHN}`);
    expect({ status: response.status, body: await response.json() }).toMatchObject(refusal(/Access token is empty/));
    expect(await get("abc")).toMatchObject(refusal(/CompactToken parsing failed/));
    await stage.clock.advance(3_600_000);
    expect(await get(token)).toMatchObject(refusal(/expired/));
  });
});

test("the OpenID configuration leads to the keys of callbacks, however its path is capitalized", async () => {
  for (const name of ["OpenIdConfiguration", "openidconfiguration"]) {
    const response = await fetch(`${stage.simulator.url}/v1/.well-known/${name}`);
    const { issuer, jwks_uri } = configurationSchema.parse(await response.json());
    expect(issuer).toBe("https://api.botframework.com");
    const keys = await fetch(jwks_uri);
    expect(await keys.json()).toMatchObject({ keys: [{ kty: "RSA", use: "sig", alg: "RS256" }] });
  }
});
