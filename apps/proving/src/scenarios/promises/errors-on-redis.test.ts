import { inspect } from "node:util";
import { type Adapter, type Calling, type CallingError, createCalling } from "@trunkline/core";
import { redisStore } from "@trunkline/redis";
import { findRedis, startRedis } from "@trunkline/redis-server";
import { startSimulator } from "@trunkline/simulator";
import { describe, expect, test } from "vitest";
import { adapterOn, botNumber, cast, failureOf, type Provider, people, providers } from "../kit/cast.js";
import { openListener } from "../kit/stage.js";

const found = findRedis();
if (!found.found && process.env.CI) throw new Error(found.reason);

const secret = "the same forty characters on each instance";
const paths = { graph: "/communications/calls", acs: "/calling/callConnections" } as const;

/** Two instances on a Redis, with callbacks over HTTP; Ada is on a call of the first one. */
async function startOnRedis(provider: Provider) {
  const redis = await startRedis();
  const simulator = await startSimulator({ people });
  const listener = await openListener();
  const stores = [redisStore({ url: redis.url }), redisStore({ url: redis.url })] as const;
  const [a, b] = stores.map((store) =>
    createCalling({ adapter: adapterOn(provider, simulator), url: listener.url, secret, store }),
  );
  if (!a || !b) throw new Error("there are two");
  listener.routeTo(a);
  await simulator.registerBot({ cloud: provider, webhookUrl: listener.url, number: botNumber });
  simulator.person("ada").reacts({ kind: "answer" });
  const call = await a.create({ to: cast.ada, from: botNumber });
  await call.connected;
  const refuse = () =>
    simulator.faults.add({
      effect: {
        ...{ kind: "respond", status: 403, headers: { "request-id": "rid-1", "ms-cv": "rid-1" } },
        body: { error: { code: "7504", message: "Insufficient application permissions." } },
      },
      match: { path: paths[provider] },
    });
  return {
    ...{ a, b, call, listener, refuse, simulator },
    async [Symbol.asyncDispose]() {
      await b.close({ drainMs: 0 });
      await a.close({ drainMs: 0 });
      await Promise.all(stores.map((store) => store.close()));
      await listener.close();
      await simulator.close();
      await redis.stop();
    },
  };
}

describe.runIf(found.found).each(providers)("on %s with two instances on a Redis", (provider) => {
  test("an error is the same on the holder, on another instance and in the redelivered event", async () => {
    await using there = await startOnRedis(provider);
    const { a, b, call } = there;
    a.on("operation-failed", () => new Promise(() => {}));
    const redelivered = nextFailure(b);
    const fault = there.refuse();
    const local = await failureOf(call.transfer(cast.bob));
    expect(membersOf(local)).toMatchObject({
      ...{ code: "forbidden", status: 403, providerCode: "7504", requestId: "rid-1", provider, verb: "transfer" },
      ...{ callRef: call.ref, hint: expect.stringContaining(provider === "graph" ? "Calls.Initiate.All" : "role") },
    });
    expect(inspect(local)).toContain("status: 403");
    const elsewhere = await failureOf((await b.get(call.ref)).transfer(cast.bob));
    expect(membersOf(elsewhere)).toEqual(membersOf(local));
    there.simulator.faults.remove(fault.id);
    await a.close({ drainMs: 0 });
    expect(membersOf(await redelivered)).toEqual(membersOf(local));
  }, 30_000);

  test("a transfer through another instance yields both parties, and the call ends as transferred", async () => {
    await using there = await startOnRedis(provider);
    const { b, call, simulator } = there;
    simulator.person("bob").reacts({ kind: "answer" });
    const remote = await b.get(call.ref);
    const parties = { to: number(cast.bob), transferee: number(cast.ada) };
    // Graph reports neither.
    expect(await remote.transfer(cast.bob)).toEqual({ warnings: [], ...(provider === "acs" ? parties : {}) });
    expect(await remote.ended).toMatchObject({ kind: "transferred" });
  }, 30_000);
});

describe.runIf(found.found)("on acs with two instances on a Redis", () => {
  test("a prompt that could not be played is named on another instance, and after a redelivery", async () => {
    await using there = await startOnRedis("acs");
    const { a, b, call, listener } = there;
    listener.routeTo({ handle: async (request) => a.handle(await withFailedPrompt(request)) });
    a.on("operation-failed", () => new Promise(() => {}));
    const redelivered = nextFailure(b);
    const prompts = ["a", "b"].map((name) => ({ url: `https://cdn.example.com/${name}.wav` }));
    const elsewhere = await failureOf((await b.get(call.ref)).play(prompts));
    expect(elsewhere).toMatchObject({ code: "operation-failed", failedPrompt: 1 });
    await a.close({ drainMs: 0 });
    expect(await redelivered).toMatchObject({ code: "operation-failed", failedPrompt: 1 });
  }, 30_000);
});

/** A callback as ACS would send it about a prompt that it could not play. */
async function withFailedPrompt(request: Request): Promise<Request> {
  const body = (await request.text())
    .replaceAll("PlayCompleted", "PlayFailed")
    .replace('"data":{', '"data":{"failedPlaySourceIndex":1,');
  return new Request(request.url, { method: request.method, headers: request.headers, body });
}

function number(party: { readonly number: string }) {
  return { kind: "phone", number: party.number };
}

function nextFailure(calling: Calling<Adapter>): Promise<CallingError> {
  return new Promise((resolve) => {
    calling.on("operation-failed", (event) => resolve(event.error));
  });
}

/** Every member of an error except its stack. */
function membersOf(error: CallingError) {
  const { code, message, hint, provider, verb, callRef, status, providerCode, requestId, retryable } = error;
  const cause = error.cause instanceof Error ? `${error.cause.name}: ${error.cause.message}` : undefined;
  return { code, message, hint, provider, verb, callRef, status, providerCode, requestId, retryable, cause };
}
