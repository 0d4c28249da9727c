import { once } from "node:events";
import { createServer } from "node:http";
import { party } from "@trunkline/core";
import { describe, expect, test } from "vitest";
import { botNumber, cast, failureOf, type Provider, providers } from "../kit/cast.js";
import { onTheLine, startStage } from "../kit/stage.js";

const creating = { graph: "/communications/calls", acs: "/calling/callConnections" } as const;
const ended = { graph: "terminated", acs: "CallDisconnected" } as const;
const prompt = { url: "https://cdn.example.com/a.wav" };

/** A fault for the first requests that create calls. */
const onCreate = (provider: Provider, effect: Parameters<typeof fault>[1], times = 1) => ({
  faults: [fault(creating[provider], effect, times)],
});
function fault(
  path: string,
  effect:
    | { kind: "respond"; status: number; retryAfterMs?: number; afterEffect?: boolean }
    | { kind: "hang-up-connection"; afterEffect?: boolean },
  times: number,
) {
  return { effect, match: { path }, times };
}

describe.each(providers)("%s throttles", (provider) => {
  test("for less than the remaining time: the request is sent again after it, once", async () => {
    await using stage = await startStage(
      provider,
      onCreate(provider, { kind: "respond", status: 429, retryAfterMs: 2_000 }),
    );
    stage.person("ada").reacts({ kind: "answer" });
    const began = stage.clock.now();
    const call = await stage.when(stage.calling.create({ to: cast.ada, from: botNumber }));
    expect(stage.clock.now() - began).toBe(2_000);
    await stage.when(call.connected);
    expect(stage.simulator.calls()).toHaveLength(1);
  });

  test("for zero seconds: our own pauses apply as a minimum, so that three tries are not used up at once", async () => {
    await using stage = await startStage(
      provider,
      onCreate(provider, { kind: "respond", status: 429, retryAfterMs: 0 }, 3),
    );
    const began = stage.clock.now();
    await stage.when(stage.calling.create({ to: cast.ada, from: botNumber }));
    expect(stage.clock.now() - began).toBe(250 + 500 + 1_000);
  });

  test("for two and a half seconds: fractions are supported", async () => {
    await using stage = await startStage(
      provider,
      onCreate(provider, { kind: "respond", status: 429, retryAfterMs: 2_500 }),
    );
    const began = stage.clock.now();
    await stage.when(stage.calling.create({ to: cast.ada, from: botNumber }));
    expect(stage.clock.now() - began).toBe(2_500);
  });

  test("for longer than the caller waits: the error says how long", async () => {
    await using stage = await startStage(
      provider,
      onCreate(provider, { kind: "respond", status: 429, retryAfterMs: 20_000 }),
    );
    const began = stage.clock.now();
    const error = await failureOf(stage.when(stage.calling.create({ to: cast.ada, from: botNumber })));
    expect(error).toMatchObject({ code: "throttled", retryAfterMs: 20_000, status: 429, retryable: true });
    expect(stage.clock.now()).toBe(began);
    expect(stage.simulator.calls()).toHaveLength(0);
  });

  test("repeatedly: the request is given up within the caller's time", async () => {
    await using stage = await startStage(
      provider,
      onCreate(provider, { kind: "respond", status: 429, retryAfterMs: 1_000 }, 20),
    );
    const began = stage.clock.now();
    const creating = stage.calling.create({ to: cast.ada, from: botNumber, timeoutMs: 2_500 });
    expect(await failureOf(stage.when(creating))).toMatchObject({ code: "throttled" });
    expect(stage.clock.now() - began).toBeLessThanOrEqual(2_500);
  });
});

describe("a create whose answer is lost although it dialed", () => {
  test.each([
    { kind: "respond", status: 503, afterEffect: true },
    { kind: "respond", status: 504, afterEffect: true },
    { kind: "hang-up-connection", afterEffect: true },
  ] as const)(
    "on Graph is outcome-unknown and dials once, and the events of its call arrive (%j)",
    { tags: "operations/not-repeated" },
    async (effect) => {
      await using stage = await startStage("graph", onCreate("graph", effect));
      stage.person("ada").reacts({ kind: "answer", afterMs: 3_000 });
      const error = await failureOf(stage.when(stage.calling.create({ to: cast.ada, from: botNumber })));
      expect(error).toMatchObject({ code: "outcome-unknown", hint: expect.stringContaining("twice") });
      await stage.advance(10_000);
      expect(stage.simulator.calls()).toHaveLength(1);
      const [connected] = stage.record.of("call-connected");
      expect(connected?.call.ref).toBe(error.callRef);
      await stage.when(Promise.resolve(connected?.call.hangUp()));
    },
  );

  test.each([
    { kind: "respond", status: 503, afterEffect: true },
    { kind: "hang-up-connection", afterEffect: true },
  ] as const)(
    "on ACS is repeated with the same request id, and dials once (%j)",
    { tags: "operations/not-repeated" },
    async (effect) => {
      await using stage = await startStage("acs", onCreate("acs", effect));
      stage.person("ada").reacts({ kind: "answer", afterMs: 3_000 });
      const call = await stage.when(stage.calling.create({ to: cast.ada, from: botNumber }));
      await stage.when(call.connected);
      expect(stage.simulator.calls()).toHaveLength(1);
      const sent = stage.simulator
        .log()
        .filter(({ method, url }) => method === "POST" && url.includes("/callConnections?"));
      expect(sent).toHaveLength(2);
      expect(new Set(sent.map(({ requestHeaders }) => requestHeaders["repeatability-request-id"])).size).toBe(1);
    },
  );

  test.each(providers)("on %s, but which never dialed, has no events", async (provider) => {
    await using stage = await startStage(provider, onCreate(provider, { kind: "hang-up-connection" }, 9));
    const error = await failureOf(stage.when(stage.calling.create({ to: cast.ada, from: botNumber })));
    expect(error.code).toBe(provider === "graph" ? "outcome-unknown" : "unavailable");
    await stage.advance(5 * 60_000);
    expect(stage.record.of("call-connected")).toEqual([]);
  });
});

describe.each(providers)("a call of %s that is gone without a callback", (provider) => {
  test("is call-ended to the next verb, and its end is reported after an inspection", async () => {
    const lostEnd = { effect: { kind: "drop" as const }, match: { title: ended[provider] } };
    await using stage = await startStage(provider, { faults: [lostEnd] });
    const call = await onTheLine(stage);
    stage.person("ada").hangUp();
    const error = await failureOf(stage.when(call.play(prompt)));
    expect(error).toMatchObject({ code: "call-ended", callRef: call.ref });
    await stage.when(call.ended, 30_000);
    expect(stage.record.of("call-ended")).toMatchObject([{ source: "reconciled" }]);
    expect(await failureOf(call.play(prompt))).toMatchObject({ code: "call-ended" });
  });
});

describe("Graph's refusals are errors that say what to do", () => {
  const appId = "8d0e3f4a-6b1c-4f0d-b6a5-1c2d3e4f5a6b";
  const allowed = (...roles: readonly ("Calls.Initiate.All" | "Calls.JoinGroupCall.All")[]) => ({
    simulator: { graphBehavior: { apps: { [appId]: { roles: [...roles] } } } },
  });

  test.each([
    ["a call to one person", allowed(), { to: cast.eve }, "Calls.Initiate.All"],
    [
      "a call to several people",
      allowed("Calls.Initiate.All"),
      { to: [cast.eve, cast.finn] },
      "Calls.InitiateGroupCall.All",
    ],
    [
      "a call with the bot's own media",
      allowed("Calls.Initiate.All"),
      { to: cast.eve, providerOptions: { graph: { mediaBlob: "<blob>" } } },
      "Calls.AccessMedia.All",
    ],
  ])("%s without its permission names the permission", async (_, options, to, permission) => {
    await using stage = await startStage("graph", options);
    const error = await failureOf(stage.calling.create(to));
    expect(error).toMatchObject({ code: "forbidden", status: 403, hint: expect.stringContaining(permission) });
  });

  test("joining a meeting without the permission names it, as the bot itself and as a guest", async () => {
    await using stage = await startStage("graph", allowed("Calls.Initiate.All"));
    const meeting = { kind: "meeting-id", id: "123456789" } as const;
    const error = await failureOf(stage.calling.join(meeting));
    expect(error.hint).toContain("Calls.JoinGroupCall.All");
    const as = party.guest({ id: "g", displayName: "Gil" });
    expect((await failureOf(stage.calling.join(meeting, { as }))).hint).toContain("Calls.JoinGroupCallAsGuest.All");
  });

  test("a token of the wrong tenant (7505) names the right one", async () => {
    const authority = await misleadingAuthority("0f0e0d0c-0b0a-4900-8807-060504030201");
    await using stage = await startStage("graph", { adapter: { authority: authority.url } });
    authority.of(stage.simulator.url);
    const error = await failureOf(stage.calling.create({ to: cast.eve }));
    expect(error).toMatchObject({ code: "forbidden", providerCode: "7505" });
    expect(error.hint).toMatch(new RegExp(`${stage.simulator.graph.tenantId}.*GRAPH_TENANT_ID`));
    await authority.close();
  });

  test("a resource account of another bot (7507) names the option", async () => {
    const numbers = { [botNumber]: { applicationInstance: "11111111-2222-4333-8444-555555555555" } };
    await using stage = await startStage("graph", { adapter: { numbers } });
    const error = await failureOf(stage.calling.create({ to: cast.ada, from: botNumber }));
    expect(error).toMatchObject({ providerCode: "7507", hint: expect.stringContaining("GRAPH_NUMBERS") });
  });
});

test("an error about a wrong client secret names its variable", async () => {
  await using stage = await startStage("graph", { adapter: { clientSecret: "not the secret" } });
  const error = await failureOf(stage.calling.create({ to: cast.eve }));
  expect(error).toMatchObject({ code: "unauthenticated", message: expect.stringContaining("GRAPH_CLIENT_SECRET") });
});

test("an error about a wrong access key names its variable", async () => {
  await using good = await startStage("acs");
  const connectionString = good.simulator.acs.connectionString.replace(/accesskey=.*/, "accesskey=d3Jvbmc=");
  await using stage = await startStage("acs", { adapter: { connectionString } });
  const error = await failureOf(stage.calling.create({ to: cast.ada, from: botNumber }));
  expect(error).toMatchObject({ code: "unauthenticated", message: expect.stringContaining("ACS_CONNECTION_STRING") });
});

/** A token endpoint that grants tokens of another tenant than requested, as `/common` does. */
async function misleadingAuthority(tenant: string) {
  let origin = "";
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const answer = await fetch(`${origin}/${tenant}/oauth2/v2.0/token`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: Buffer.concat(chunks),
    });
    response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    of(simulator: string) {
      origin = simulator;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
