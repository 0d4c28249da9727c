import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callTo, type GraphStage, graphStage, JOHN } from "../graph-stage.fixture.js";
import { graphRoutes } from "../routes/routes.js";
import { graphOperations, notSimulatedBecause } from "./operations.js";

let stage: GraphStage;
let id: string;
beforeAll(async () => {
  stage = await graphStage();
  id = String((await stage.api("POST", "calls", callTo(JOHN))).body.id);
  stage.simulator.person("john").answer();
});
afterAll(() => stage.simulator.close());

const simulated = new Set(graphRoutes.map(({ operation }) => operation));

test("an operation has one route at most, and one line in the list of operations", () => {
  expect(simulated.size).toBe(graphRoutes.length);
  expect(new Set(graphOperations.map(({ name }) => name)).size).toBe(graphOperations.length);
});

test("an operation that has a route has no reason to be missing", () => {
  const missing = Object.keys(notSimulatedBecause);
  expect(graphRoutes.filter(({ operation }) => missing.includes(operation))).toEqual([]);
});

describe("an operation without a route", () => {
  const missing = graphOperations.filter(({ name }) => !simulated.has(name));
  test.each(missing.map((operation) => [operation.name, operation] as const))(
    "%s answers 501, by a code of the simulator's own and with the reason",
    async (_, { name, method, path, versions }) => {
      const below = path.replace("{call}", id).replace(/\{\w+\}/, JOHN);
      const body = method === "POST" || method === "PATCH" ? {} : undefined;
      const onBeta = await stage.api(method, `/beta/communications/${below}`, body);
      expect(onBeta).toMatchObject({ status: 501, body: { error: { code: "SimulatorNotImplemented" } } });
      expect(onBeta.text).toContain(`is not simulated: ${notSimulatedBecause[name] ?? "no reason"}`);
      const onV1 = await stage.api(method, `/v1.0/communications/${below}`, body);
      // Where another operation has the same path, only the method is missing.
      expect(versions === "beta" ? [400, 405] : [501]).toContain(onV1.status);
    },
  );

  test("so does everything beside calling", async () => {
    expect((await stage.api("GET", "/v1.0/users/someone")).body).toMatchObject({
      error: { code: "SimulatorNotImplemented" },
    });
  });
});

describe("a path", () => {
  test.each([
    ["the short name", "/v1.0/communications/calls/{id}/keepAlive"],
    ["the qualified name", "/v1.0/communications/calls/{id}/microsoft.graph.keepAlive"],
    ["the old root", "/v1.0/app/calls/{id}/keepAlive"],
    ["beta", "/beta/communications/calls/{id}/keepAlive"],
    ["any case", "/V1.0/Communications/CALLS/{id}/Microsoft.Graph.KEEPALIVE"],
  ])("works by %s", async (_, path) => {
    expect((await stage.api("POST", path.replace("{id}", id))).status).toBe(200);
  });

  test("may name the call in upper case and without dashes", async () => {
    expect((await stage.api("GET", `calls/${id.replaceAll("-", "").toUpperCase()}`)).body.id).toBe(id);
  });

  test("may ask for some members only, of one thing or of each in a list", async () => {
    const { body } = await stage.api("GET", `calls/${id}?$select=State,id`);
    expect(Object.keys(body).filter((name) => !name.includes("@"))).toEqual(["state", "id"]);
    const { value } = (await stage.api("GET", `calls/${id}/participants?$select=isMuted`)).body;
    expect(value).toContainEqual({ "@odata.type": "#microsoft.graph.participant", isMuted: false });
  });

  test("that leads nowhere is 400, a method that is not there 405", async () => {
    expect(await stage.api("POST", `calls/${id}/sing`, {})).toMatchObject({
      status: 400,
      body: { error: { message: "Resource not found for the segment 'sing'." } },
    });
    expect((await stage.api("DELETE", "calls")).status).toBe(405);
    expect((await stage.api("GET", "calls/%E0%A4%A")).status).toBe(404);
  });
});

test("a body's members and words are read in any case, members of members too", async () => {
  const tones = { Tones: ["Tone1", "POUND"], CLIENTCONTEXT: "c" };
  expect(await stage.api("POST", `calls/${id}/SendDtmfTones`, tones)).toMatchObject({
    status: 200,
    body: { clientContext: "c" },
  });
  const prompts = { PROMPTS: [{ MediaInfo: { URI: "https://bot.contoso.com/a.wav" } }] };
  expect((await stage.api("POST", `calls/${id}/playPrompt`, prompts)).status).toBe(200);
});

test("a body that is not JSON is 400", async () => {
  const response = await fetch(`${stage.simulator.url}/v1.0/communications/calls`, {
    method: "POST",
    headers: { authorization: `Bearer ${await stage.token()}`, "content-type": "application/json" },
    body: "{",
  });
  expect(response.status).toBe(400);
});

test("an error names the request in headers and body, and the time", async () => {
  const response = await fetch(`${stage.simulator.url}/v1.0/communications/calls/${JOHN}`, {
    headers: { authorization: `Bearer ${await stage.token()}`, "client-request-id": "mine" },
  });
  const requestId = response.headers.get("request-id");
  expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
  expect(response.headers.get("client-request-id")).toBe("mine");
  expect(await response.json()).toEqual({
    error: {
      code: "8522",
      message: "Call not found.",
      innerError: { date: "2026-01-01T00:00:00", "request-id": requestId, "client-request-id": "mine" },
    },
  });
});

test("an error may come wrapped, as the gateway once printed it", async () => {
  stage.simulator.graphBehavior.change({ wrappedErrors: true });
  const { body } = await stage.api("GET", `calls/${JOHN}`);
  stage.simulator.graphBehavior.change({ wrappedErrors: false });
  const message = '{"errorCode":"8522","message":"Call not found.","instanceAnnotations":[]}';
  expect(body).toMatchObject({ error: { code: "UnknownError", message } });
});

test("the request log says in words what was asked", () => {
  const titles = stage.simulator.log().map(({ title, tag }) => `${title} (${tag})`);
  expect(titles).toContain("create call: peer (documented)");
  expect(titles).toContain("access token (documented)");
  expect(titles).toContain("established (documented)");
});

test("the log says which call a request is about", async () => {
  await stage.api("POST", `calls/${id.toUpperCase()}/keepAlive`);
  const conversation = stage.simulator.calls().find((call) => call.legs.some((leg) => leg.id === id));
  expect(stage.simulator.log().at(-1)).toMatchObject({ title: "keepAlive", callId: conversation?.id });
});
