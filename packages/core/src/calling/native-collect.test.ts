import { describe, expect, test } from "vitest";
import type { Adapter } from "../adapter/adapter.js";
import type { Call } from "../interface/call.js";
import { connectedOnA, type Data } from "../testing/instances.fixture.js";
import { collecting, type Loopback, type TestSignal } from "../testing/loopback.fixture.js";
import { CallingError } from "../words/calling-error.js";

type Change = Parameters<typeof collecting>[2];
type Answer = Parameters<Loopback["next"]>[1];
type CollectTold = Extract<TestSignal, { readonly kind: "collected" }>;
type World = Awaited<ReturnType<typeof connectedOnA>>;

const prompt = { url: "https://cdn.example/pin.wav" };
const silence: Answer = () => new Promise<never>(() => {});

/** The same provider, which always reports single keys. */
function always({ verbs: { subscribeDtmf: _, ...verbs }, observations, ...adapter }: Adapter): Adapter {
  return { ...adapter, verbs, observations: { ...observations, keysAlways: true } };
}

/** A call on a provider that collects keys itself. */
function onTheLine(verb?: Change, change: (adapter: Adapter) => Adapter = (adapter) => adapter) {
  return connectedOnA({ adapted: (adapter, wire) => change(collecting(adapter, wire, verb)) });
}

/** The provider's report about the last collection that it was asked for. */
function reportIn({ wire }: World, ...tones: readonly ("1" | "2" | "3" | "4")[]): CollectTold {
  const { operationId } = wire.last("collectDtmf").context;
  return { kind: "collected", id: `operation:${operationId}`, operationId, tones };
}

describe("keys that the provider collects while its instance dies", () => {
  /** The first instance dies while it collects. Resolves when the second has the call. */
  async function dies(world: World, options: Parameters<Call["collectDtmf"]>[0]) {
    const failed: unknown[] = [];
    world.b.calling.on("operation-failed", ({ verb, error }) => void failed.push([verb, error.code]));
    const recovered: Call<Adapter, Data>[] = [];
    world.b.calling.on("call-recovered", ({ call }) => void recovered.push(call));
    world.call.collectDtmf(options).catch(() => {});
    await world.clock.advance(0);
    world.a.cut(true);
    await world.clock.advance(45_000);
    const [call] = recovered;
    if (!call) throw new Error("the second instance has not taken the call");
    return { call, failed };
  }

  test("reach the bot on the next one, which joins the collection", { tags: "instances/keys-between" }, async () => {
    const world = await onTheLine();
    const { call } = await dies(world, { prompt, max: 2, key: "pin" });
    const joined = call.collectDtmf({ prompt, max: 2, key: "pin" });
    await world.b.tell(world.address, reportIn(world, "1", "2"));
    expect(await joined).toEqual({ tones: "12", endedBy: "max" });
    expect([world.wire.count("collectDtmf"), world.wire.count("play")]).toEqual([1, 0]);
  });

  test("are asked for again, under the same id, if nothing is known of the request and it may be repeated", async () => {
    const world = await onTheLine({ repeat: "safe" });
    world.wire.next("collectDtmf", silence);
    const { call } = await dies(world, { prompt, max: 2, key: "pin" });
    const ids = world.wire.sent.flatMap(({ verb, context }) => (verb === "collectDtmf" ? [context.operationId] : []));
    expect(new Set(ids).size).toBe(1);
    expect(world.wire.last("collectDtmf").input).toMatchObject({ prompts: [prompt], max: 2 });
    const joined = call.collectDtmf({ prompt, max: 2, key: "pin" });
    await world.b.tell(world.address, reportIn(world, "1", "2"));
    expect(await joined).toEqual({ tones: "12", endedBy: "max" });
  });

  test("are given up if the provider turns down the repeat, and the next collection begins", async () => {
    const world = await onTheLine({ repeat: { safeForMs: 600_000 } });
    world.wire.next("collectDtmf", silence);
    world.wire.next("collectDtmf", () => Promise.reject(new CallingError("forbidden", "no")));
    const { call, failed } = await dies(world, { max: 2, key: "pin", firstToneMs: 600_000 });
    expect(failed).toEqual([["collectDtmf", "forbidden"]]);
    const again = call.collectDtmf({ max: 1, key: "pin" });
    await world.clock.advance(0);
    await world.b.tell(world.address, reportIn(world, "1"));
    expect(await again).toEqual({ tones: "1", endedBy: "max" });
  });

  describe("and it is not known whether it was asked, and must not be asked twice:", () => {
    const inDoubt = async (change?: (adapter: Adapter) => Adapter) => {
      const world = await onTheLine({}, change);
      world.wire.next("collectDtmf", silence);
      return { world, ...(await dies(world, { prompt, max: 2, key: "pin", firstToneMs: 60_000 })) };
    };
    const two = { kind: "dtmf", sequence: 1, id: "tone:1", tone: "2" } as const;

    test("core waits for them where single keys are reported, and plays the prompt again", async () => {
      const { world, call } = await inDoubt(always);
      const joined = call.collectDtmf({ prompt, max: 1, key: "pin" });
      await world.clock.advance(0);
      expect([world.wire.count("collectDtmf"), world.wire.count("play")]).toEqual([1, 1]);
      await world.b.tell(world.address, two, { ...two, sequence: 2, id: "tone:2" });
      expect(await joined).toEqual({ tones: "22", endedBy: "max" });
    });

    test("the provider's report counts all the same, if there is one", async () => {
      const { world, call } = await inDoubt(always);
      await world.b.tell(world.address, two);
      await world.b.tell(world.address, reportIn(world, "2", "3"));
      expect(await call.collectDtmf({ max: 2, key: "pin" })).toEqual({ tones: "23", endedBy: "max" });
    });

    test("without single keys the outcome is unknown", async () => {
      const { failed } = await inDoubt();
      expect(failed).toEqual([["collectDtmf", "outcome-unknown"]]);
    });
  });

  test("are not waited for by a bot that begins another collection: the provider stops the first", async () => {
    const world = await onTheLine();
    const { call } = await dies(world, { max: 9 });
    const first = reportIn(world);
    const next = call.collectDtmf({ max: 1 });
    await world.clock.advance(0);
    expect([world.wire.count("cancelMedia"), world.wire.count("collectDtmf")]).toEqual([1, 1]);
    await world.b.tell(world.address, first);
    expect(world.wire.count("collectDtmf")).toBe(2);
    await world.b.tell(world.address, reportIn(world, "1"));
    expect(await next).toEqual({ tones: "1", endedBy: "max" });
  });
});

describe("an instance without the call", () => {
  test("has keys collected by the provider, and gets them", { tags: "instances/any-handle" }, async () => {
    const world = await onTheLine();
    const remote = (await world.b.calling.get(world.call.ref)).collectDtmf({ max: 2 });
    await world.clock.advance(0);
    await world.b.tell(world.address, reportIn(world, "4", "2"));
    await world.clock.advance(200);
    expect(await remote).toEqual({ tones: "42", endedBy: "max" });
    await world.clock.advance(0);
    expect(JSON.stringify(await world.store.read(world.call.id))).not.toContain('42"');
  });

  test("stops what the provider collects", async () => {
    const world = await onTheLine();
    const remote = (await world.b.calling.get(world.call.ref)).collectDtmf({ max: 2 });
    await world.clock.advance(0);
    const canceling = remote.cancel();
    await world.clock.advance(200);
    await canceling;
    const { operationId } = world.wire.last("collectDtmf").context;
    expect(world.wire.last("cancelMedia").input).toEqual({ collecting: { operationId } });
    await world.a.tell(world.address, { ...reportIn(world, "4"), endedBy: "canceled" });
    await world.clock.advance(200);
    expect(await remote).toEqual({ tones: "4", endedBy: "canceled" });
  });

  test("gets them from the next instance that has the call, if the first one dies", async () => {
    const world = await onTheLine();
    const remote = (await world.b.calling.get(world.call.ref)).collectDtmf({ max: 2, firstToneMs: 300_000 });
    await world.clock.advance(0);
    world.a.cut(true);
    await world.clock.advance(45_000);
    await world.b.tell(world.address, reportIn(world, "4", "2"));
    await world.clock.advance(200);
    expect(await remote).toEqual({ tones: "42", endedBy: "max" });
  });

  test("learns from the next instance that the report is overdue", async () => {
    const world = await onTheLine();
    const remote = (await world.b.calling.get(world.call.ref)).collectDtmf({ max: 2, firstToneMs: 60_000 });
    const failed = remote.catch((error: unknown) => error);
    await world.clock.advance(0);
    world.a.cut(true);
    await world.clock.advance(120_000);
    expect(await failed).toMatchObject({ code: "timeout", verb: "collectDtmf" });
  });
});
