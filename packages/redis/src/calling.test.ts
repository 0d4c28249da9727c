import { createCalling, type Store } from "@trunkline/core";
import { type PrivateRedis, startRedis } from "@trunkline/redis-server";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { redisStore } from "./redis-store.js";
import { eventually } from "./testing/eventually.fixture.js";
import { inspector, newPrefix, privateRedis } from "./testing/redis.fixture.js";
import { type Sent, tinyLine } from "./testing/tiny-line.fixture.js";
import { type Wire, wireTo } from "./testing/wire.fixture.js";

/** One instance of a bot, with its own store. */
function instance(store: Store, sent: Sent[]) {
  const calling = createCalling({
    adapter: tinyLine(sent),
    url: "https://bot.example/calls",
    secret: "the same on every instance of the bot",
    store,
    leaseMs: 600,
    keepEndedMs: 500,
    logger: false,
  });
  return {
    calling,
    async post(
      address: string,
      ...signals: readonly { readonly kind: string; readonly id: string; readonly [more: string]: unknown }[]
    ) {
      const body = JSON.stringify(signals);
      const request = new Request(address, { method: "POST", headers: { "x-tiny-line": "yes" }, body });
      return (await calling.handle(request)).status;
    },
  };
}

describe.runIf(privateRedis)("two instances of a bot on one Redis", () => {
  let redis: PrivateRedis;
  let wire: Wire;
  let stores: readonly [Store, Store];
  let sent: Sent[];
  let a: ReturnType<typeof instance>;
  let b: ReturnType<typeof instance>;

  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  beforeEach(async () => {
    wire = await wireTo(redis.server.port);
    const options = { prefix: newPrefix(), timeoutMs: 500 };
    stores = [redisStore({ url: wire.url }, options), redisStore({ url: redis.url }, options)];
    sent = [];
    [a, b] = [instance(stores[0], sent), instance(stores[1], sent)];
  });
  afterEach(async () => {
    await Promise.all([a.calling.close({ drainMs: 0 }), b.calling.close({ drainMs: 0 })]);
    await Promise.all(stores.map((store) => store.close()));
    await wire[Symbol.asyncDispose]();
  });

  async function connectedOnA() {
    const call = await a.calling.create({ to: "+14255550123", from: "+14255550100", data: { step: "pin" } });
    const address = sent[0]?.context.callbackUrl ?? "";
    expect(await b.post(address, { kind: "state", id: "connected", state: "connected" })).toBe(202);
    await call.connected;
    return { call, address };
  }

  test("a call that one instance created is connected by an event at another", async () => {
    const { call } = await connectedOnA();
    expect((await call.snapshot()).state).toBe("connected");
  });

  test("an operation that one instance awaits completes through an event at another", {
    tags: "instances/completes-elsewhere",
  }, async () => {
    const { call, address } = await connectedOnA();
    const playing = call.play({ url: "https://cdn.example/a.wav" });
    await playing.accepted;
    const { operationId } = sent.find(({ verb }) => verb === "play")?.context ?? {};
    const completed = {
      kind: "operation",
      id: `operation:${operationId}`,
      verb: "play",
      operationId,
      outcome: "completed",
    };
    expect(await b.post(address, completed)).toBe(202);
    expect(await b.post(address, completed)).toBe(202);
    expect(await playing).toMatchObject({ endedBy: "completed" });
  });

  test("when one loses its connection to Redis, the other takes over its calls, with the bot's data, and the first learns that it is superseded", async () => {
    const recovered: { readonly data: unknown; readonly id: string }[] = [];
    b.calling.on("call-recovered", ({ data, call }) => void recovered.push({ data, id: call.id }));
    const { call, address } = await connectedOnA();
    wire.cut();
    const status = a.post(address, { kind: "state", id: "x", state: "connected" });
    await eventually("the call is taken over", () => recovered.length > 0);
    expect(recovered).toEqual([{ data: { step: "pin" }, id: call.id }]);
    wire.mend();
    await eventually("the first instance learns it", () => call.signal.aborted);
    await expect(call.hangUp()).rejects.toMatchObject({ code: "superseded" });
    expect(await status).toBe(202);
  });

  test("when Redis has lost the lease of a dead instance, the other takes over the call, and the first learns that it is superseded", async () => {
    const recovered: unknown[] = [];
    b.calling.on("call-recovered", ({ data, call }) => void recovered.push({ data, id: call.id }));
    const { call, address } = await connectedOnA();
    const client = await inspector(redis.url);
    wire.cut();
    await client.del(await client.keys("*}call:*"));
    expect(await b.post(address, { kind: "dtmf", id: "tone:1", sequence: 1, tone: "1" })).toBe(202);
    await eventually("the call is taken over", () => recovered.length > 0);
    expect(recovered).toEqual([{ data: { step: "pin" }, id: call.id }]);
    wire.mend();
    await eventually("the first instance learns it", () => call.signal.aborted);
    await client.close();
  });

  test.each([
    ["everything", "*"],
    ["the record alone", "*record:*"],
    ["the lease alone", "*}call:*"],
  ])(
    "when Redis has lost %s, the instance that has the call writes it again, reports it, and goes on",
    { tags: "redis/written-again" },
    async (_what, pattern) => {
      const errors: unknown[] = [];
      const elsewhere: string[] = [];
      a.calling.on("error", ({ error, callRef }) => void errors.push([callRef, error]));
      b.calling.on("*", ({ type }) => void elsewhere.push(type));
      const { call, address } = await connectedOnA();
      const remote = await b.calling.get(call.ref);
      const ends: unknown[] = [];
      void remote.ended.then((reason) => ends.push(reason));
      const client = await inspector(redis.url);
      await client.del(await client.keys(pattern));
      await remote.connected;
      expect((await remote.snapshot()).data).toEqual({ step: "pin" });
      await eventually(
        "the record is back",
        async () => (await stores[1].read(call.id)) !== undefined && errors.length > 0,
      );
      expect(errors).toEqual([
        [call.ref, expect.objectContaining({ message: expect.stringContaining("has lost call") })],
      ]);
      const playing = remote.play({ url: "https://cdn.example/a.wav" });
      await eventually("the prompt plays", () => sent.some(({ verb }) => verb === "play"));
      const { operationId } = sent.find(({ verb }) => verb === "play")?.context ?? {};
      const completed = {
        kind: "operation",
        id: `operation:${operationId}`,
        verb: "play",
        operationId,
        outcome: "completed",
      };
      expect(await b.post(address, completed)).toBe(202);
      await playing;
      expect((await remote.snapshot()).state).toBe("connected");
      expect(ends).toEqual([]);
      expect(call.signal.aborted).toBe(false);
      expect(elsewhere).toEqual([]);
      await client.close();
    },
  );

  test("an instance that closes hands over its calls, and events then go to the other", async () => {
    const { call, address } = await connectedOnA();
    const ended: string[] = [];
    b.calling.on("call-ended", (event) => void ended.push(event.call.id));
    await a.calling.close({ drainMs: 0 });
    await b.post(address, {
      kind: "state",
      id: "ended",
      state: "disconnected",
      result: { code: 0, subcode: 0, message: "" },
    });
    await eventually("the end is delivered", () => ended.length > 0);
    expect(ended).toEqual([call.id]);
  });

  test.each([
    ["everything", "*"],
    ["the record alone", "*record:*"],
    ["the lease alone", "*}call:*"],
  ])("when Redis has lost %s and the instance with the call closes, the call is handed over", async (_, pattern) => {
    const recovered: unknown[] = [];
    b.calling.on("call-recovered", ({ data, call }) => void recovered.push({ data, id: call.id }));
    const { call } = await connectedOnA();
    const client = await inspector(redis.url);
    await client.del(await client.keys(pattern));
    await a.calling.close({ drainMs: 0 });
    await eventually("the call is taken over", () => recovered.length > 0);
    expect(recovered).toEqual([{ data: { step: "pin" }, id: call.id }]);
    await client.close();
  });

  test("a call that has ended is forgotten, and every live one is listed", async () => {
    const { call, address } = await connectedOnA();
    const live = async () => {
      const refs: string[] = [];
      for await (const ref of b.calling.list()) refs.push(ref);
      return refs;
    };
    expect(await live()).toEqual([call.ref]);
    await b.post(address, {
      kind: "state",
      id: "ended",
      state: "disconnected",
      result: { code: 0, subcode: 0, message: "" },
    });
    await call.ended;
    await eventually(
      "it is forgotten",
      async () => (await stores[1].list()).keys.length === 0 && (await live()).length === 0,
    );
  });
});
