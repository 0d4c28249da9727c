import { createHash, createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { type AcsStage, acsStage, BOT_NUMBER, CALLBACK } from "./acs-client.fixture.js";
import { acsOperations, apiAt } from "./api/operations.js";
import { acsRoutes } from "./routes/routes.js";
import { NOT_IMPLEMENTED } from "./wire/errors.js";

let stage: AcsStage;
beforeAll(async () => {
  stage = await acsStage();
});
afterAll(() => stage.simulator.close());

const KEY = "dHJ1bmtsaW5lLXNpbXVsYXRvci13ZWxsLWtub3duLWtleQ==";
const errorSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

interface Ask {
  method?: string;
  path?: string;
  version?: string | undefined;
  body?: string;
  headers?: Record<string, string>;
  key?: string;
  signedHost?: string;
  tamper?: string;
}

/** A request signed as any SDK signs. */
async function ask({
  method = "GET",
  path = "/calling/callConnections/none",
  body = "",
  ...rest
}: Ask): Promise<Response> {
  const version = "version" in rest ? rest.version : "2026-03-12";
  const url = new URL(`${path}${version === undefined ? "" : `?api-version=${version}`}`, stage.simulator.url);
  const date = new Date().toUTCString();
  const hash = createHash("sha256").update(body).digest("base64");
  const host = rest.signedHost ?? url.host;
  const text = `${method}\n${url.pathname}${url.search}\n${date};${host};${hash}`;
  const signature = createHmac("sha256", Buffer.from(rest.key ?? KEY, "base64"))
    .update(text)
    .digest("base64");
  return fetch(url, {
    method,
    headers: {
      "x-ms-date": date,
      "x-ms-content-sha256": hash,
      authorization: `HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`,
      ...(rest.signedHost === undefined ? {} : { "x-ms-host": rest.signedHost }),
      ...rest.headers,
    },
    ...(body === "" ? {} : { body: rest.tamper ?? body }),
  });
}
const codeOf = async (response: Response): Promise<string> => errorSchema.parse(await response.json()).error.code;

describe("who asks", () => {
  test("is checked by the signature over method, path, date, host and body", async () => {
    expect((await ask({})).status).toBe(404);
    expect((await ask({ signedHost: "storage.asm.skype.com" })).status).toBe(404);
    const wrongKey = await ask({ key: "d3Jvbmc=" });
    expect(wrongKey.status).toBe(401);
    expect(await codeOf(wrongKey)).toBe("7509");
    const tampered = await ask({ method: "POST", path: "/calling/callConnections", body: "{}", tamper: "[]" });
    expect(tampered.status).toBe(401);
    const unsigned = await fetch(`${stage.simulator.url}/calling/callConnections/none?api-version=2026-03-12`);
    expect(unsigned.status).toBe(401);
  });
});

describe("what is asked", () => {
  test("needs an api-version that exists", async () => {
    expect((await ask({ version: undefined })).status).toBe(400);
    const unknown = await ask({ version: "2021-01-01" });
    expect(unknown.status).toBe(404);
    expect(await unknown.text()).toContain("No HTTP resource was found that matches the request URI");
  });

  test("must be JSON of the described shape, and the message names the field", async () => {
    const notJson = await ask({ method: "POST", path: "/calling/callConnections", body: "{" });
    expect(await codeOf(notJson)).toBe("8523");
    const body = JSON.stringify({ targets: [], callbackUri: CALLBACK });
    const empty = await ask({ method: "POST", path: "/calling/callConnections", body });
    expect(await empty.text()).toContain("The field Targets is invalid");
  });

  test("is answered with the headers of the service, and no content type where there is no content", async () => {
    const response = await ask({ headers: { "x-ms-client-request-id": "r1" } });
    expect(response.headers.get("x-ms-client-request-id")).toBe("r1");
    expect(response.headers.get("x-cache")).toBe("CONFIG_NOCACHE");
  });

  test("with a repeatability id is done once and answered alike", async () => {
    const body = JSON.stringify({
      targets: [{ kind: "phoneNumber", phoneNumber: { value: "+14255550101" } }],
      sourceCallerIdNumber: { value: BOT_NUMBER },
      callbackUri: CALLBACK,
    });
    const headers = {
      "repeatability-request-id": "7b4d0c1e-0000-4000-8000-000000000001",
      "repeatability-first-sent": new Date().toUTCString(),
    };
    const create = { method: "POST", path: "/calling/callConnections", body, headers };
    const calls = stage.simulator.calls().length;
    const first = await ask(create);
    const second = await ask(create);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(await second.text()).toBe(await first.text());
    expect(stage.simulator.calls()).toHaveLength(calls + 1);
    const { "repeatability-first-sent": _, ...half } = headers;
    expect((await ask({ ...create, headers: half })).status).toBe(400);
  });
});

test("one participant is muted a request, whatever a client sends", async () => {
  stage.simulator.addPerson({ party: { kind: "communication-user", id: "8:acs:r_una" }, reaction: { kind: "answer" } });
  const una = { communicationUserId: "8:acs:r_una" };
  const { callConnectionProperties } = await stage.client.createCall({ targetParticipant: una }, CALLBACK);
  const path = `/calling/callConnections/${callConnectionProperties.callConnectionId}/participants:mute`;
  const target = { communicationUser: { id: "8:acs:r_una" } };
  const mute = (targetParticipants: readonly object[]) =>
    ask({ method: "POST", path, body: JSON.stringify({ targetParticipants }) });
  expect((await mute([target])).status).toBe(200);
  for (const targets of [[], [target, target]]) {
    const refused = await mute(targets);
    expect([refused.status, await codeOf(refused)]).toEqual([400, "8523"]);
  }
});

describe("the list of operations", () => {
  const simulated = new Set(acsRoutes.map(({ operation }) => operation));

  test.each([
    ["calling", 34],
    ["rooms", 7],
    ["identities", 5],
  ] as const)("of %s has each of its %d operations once; an operation has one route at most", (api, count) => {
    const operations = acsOperations.filter(({ template }) => apiAt(template) === api);
    expect(new Set(operations.map(({ id }) => id)).size).toBe(count);
    expect(operations).toHaveLength(count);
    expect(simulated.size).toBe(acsRoutes.length);
  });

  const missing = acsOperations.filter(({ id }) => !simulated.has(id));
  test.each(missing)("$id has no route and answers 501, by a code of the simulator's own", async (operation) => {
    const { method } = operation;
    const path = operation.template.replace(/\{\w+\}/g, "some-id");
    const version = apiAt(path) === "identities" ? "2025-03-02-preview" : "2026-03-12";
    const response = await ask({ method, path, version, ...(method === "POST" ? { body: "{}" } : {}) });
    expect([response.status, await codeOf(response)]).toEqual([501, NOT_IMPLEMENTED]);
  });
});

test("a callback token verifies with the published keys, lives five minutes and is meant for the resource", async () => {
  stage.simulator.person("anna").reacts({ kind: "decline" });
  const invite = {
    targetParticipant: { phoneNumber: "+14255550101" },
    sourceCallIdNumber: { phoneNumber: BOT_NUMBER },
  };
  await stage.client.createCall(invite, CALLBACK);
  await stage.settled();
  const { createLocalJWKSet, jwtVerify } = await import("jose");
  const config = z.object({ issuer: z.string(), jwks_uri: z.string() });
  const { issuer, jwks_uri } = config.parse(await (await fetch(stage.simulator.acs.openIdConfigurationUrl)).json());
  const jwks = z
    .object({ keys: z.array(z.looseObject({ kty: z.string() })) })
    .parse(await (await fetch(jwks_uri)).json());
  const token = stage.received.at(-1)?.headers.get("authorization")?.slice("Bearer ".length) ?? "";
  const { payload } = await jwtVerify(token, createLocalJWKSet(jwks), {
    issuer,
    audience: stage.simulator.acs.resourceId,
    algorithms: ["RS256"],
    currentDate: new Date(stage.clock.now()),
  });
  expect(issuer).toBe(stage.simulator.acs.issuer);
  expect((payload.exp ?? 0) - (payload.nbf ?? 0)).toBe(300);
});

test("the key server can be made to fail", async () => {
  const fault = stage.simulator.faults.add({
    effect: { kind: "respond", status: 503 },
    match: { path: "/calling/keys" },
  });
  expect((await fetch(`${stage.simulator.url}/calling/keys`)).status).toBe(503);
  stage.simulator.faults.remove(fault.id);
  expect((await fetch(`${stage.simulator.url}/calling/keys`)).status).toBe(200);
});
