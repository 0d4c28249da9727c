import { expect, test } from "vitest";
import type { ManualClock } from "../base/clock.js";
import { createCalling } from "../calling/create-calling.js";
import type { CallingEvent } from "../interface/events.js";
import { decodeRecord } from "../record/record-codec.js";
import { connectedOnA, twoInstances } from "../testing/instances.fixture.js";
import { connectedWorld, loopbackAdapter, url, world } from "../testing/loopback.fixture.js";
import { turnOf, underWay } from "../testing/turn.fixture.js";
import { readCollectOptions } from "../verbs/collect/collect-options.js";
import { recover } from "./recover.js";
import { timerNames } from "./turn.js";

type Instance = ReturnType<typeof twoInstances>["a"];

const prompt = { url: "https://cdn.example/a.wav" };
const tone = (sequence: number) => ({ kind: "dtmf", id: `tone:${sequence}`, sequence, tone: "7" }) as const;

test("a prompt that its instance never played does not hold up the collection", () => {
  const settings = readCollectOptions({ max: 1, firstToneMs: 4000 });
  const collect = { ...settings, operation: "c", phase: "prompting", promptOperation: "p", tones: "" } as const;
  const turn = turnOf({ operations: [underWay("collectDtmf", { id: "c" })], collect });
  recover(turn);
  expect(turn.record.collect).toMatchObject({ phase: "listening", unheard: true });
  expect(turn.timers?.[timerNames.collect]).toBe(4000);
});

test("a prompt that plays on while its instance dies is waited for", async () => {
  const { a, b, call, clock, wire, address } = await connectedOnA();
  const options = { prompt, max: 1, bargeIn: false, key: "pin" };
  call.collectDtmf(options).catch(() => {});
  await clock.advance(0);
  const collected: unknown[] = [];
  b.calling.on("call-recovered", async ({ call }) => void collected.push(await call.collectDtmf(options)));
  a.cut(true);
  await clock.advance(45_000);
  await b.tell(address, tone(1));
  const { operationId } = wire.last("play").context;
  await b.tell(address, { kind: "operation", verb: "play", operationId, outcome: "completed" });
  await b.tell(address, tone(2));
  expect(collected).toEqual([{ tones: "7", endedBy: "max" }]);
  expect(wire.count("play")).toBe(1);
});

test("a collection that the bot does not join on the new instance gives way to another", async () => {
  const { a, b, call, clock, address } = await connectedOnA();
  call.collectDtmf({ max: 9, firstToneMs: 600_000 }).catch(() => {});
  await clock.advance(0);
  const ended: string[] = [];
  const collected: unknown[] = [];
  b.calling.on("operation-completed", ({ verb, operation }) => void ended.push(`${verb}:${operation}`));
  b.calling.on("call-recovered", async ({ call }) => {
    collected.push(await call.collectDtmf({ max: 1, firstToneMs: 600_000 }));
  });
  a.cut(true);
  await clock.advance(45_000);
  await b.tell(address, tone(1));
  expect(collected).toEqual([{ tones: "7", endedBy: "max" }]);
  expect(ended.filter((line) => line.startsWith("collectDtmf"))).toHaveLength(2);
});

test("an instance that closes hands over its outbox and its calls at once", {
  tags: "instances/handover",
}, async () => {
  const { a, b, clock, log, address } = await connectedOnA();
  a.calling.on("dtmf-received", () => new Promise(() => {}));
  const attempts: number[] = [];
  b.calling.on("dtmf-received", ({ attempt }) => void attempts.push(attempt));
  await a.tell(address, tone(1));
  const closing = a.calling.close({ drainMs: 1000 });
  await clock.advance(1000);
  await closing;
  await clock.advance(0);
  expect(attempts).toEqual([2]);
  expect(log.filter((line) => line === "b:call-recovered")).toHaveLength(1);
});

test("a call that comes in on a closing instance is offered by the other one", async () => {
  const { a, b, clock, log } = twoInstances();
  a.calling.on("incoming", () => new Promise(() => {}));
  const seen: number[] = [];
  b.calling.on("incoming", ({ attempt }) => void seen.push(attempt));
  await a.tell(url, {
    kind: "incoming",
    id: "incoming",
    providerCallId: "p",
    from: { kind: "phone", number: "+14255550123" },
    to: { kind: "phone", number: "+14255550100" },
  });
  await a.calling.close({ drainMs: 0 });
  await clock.advance(0);
  expect(seen).toEqual([2]);
  expect(log).not.toContain("b:call-recovered");
});

test("events for listeners that the new instance does not have leave the outbox", async () => {
  const { calling, call, clock, store, tell, wire } = await connectedWorld();
  calling.on("dtmf-received", () => new Promise(() => {}));
  await tell(tone(1));
  await calling.close({ atDeadline: "hand-over" });
  const another = createCalling({ adapter: loopbackAdapter(wire), url, clock, store, logger: false });
  await clock.advance(10_000);
  const stored = await store.read(call.id);
  expect(stored && decodeRecord(stored).outbox).toEqual([]);
  await another.close({ drainMs: 0 });
});

test("a call with an empty outbox is handed over at once as well", async () => {
  const { a, clock, log, call } = await connectedOnA();
  await a.calling.close({ drainMs: 0 });
  await clock.advance(0);
  expect(log.filter((line) => line === "b:call-recovered")).toHaveLength(1);
  expect(call.signal.aborted).toBe(true);
});

/** Has the call taken over again and again: an instance is added, and the one that has the call goes. */
async function handOnAgainAndAgain(go: (last: Instance, clock: ManualClock) => Promise<void>) {
  const { a, b, add, call, clock, wire, address } = await connectedOnA();
  const options = { prompt, max: 1, bargeIn: true, firstToneMs: 600_000, key: "pin" };
  const recoveries: { id: string; attempt: number; state: string }[] = [];
  const collected: string[] = [];
  call.collectDtmf(options).catch(() => {});
  await clock.advance(0);
  let last = a;
  for (const name of ["b", "c", "d", "e"]) {
    const next = name === "b" ? b : add(name);
    next.calling.on("call-recovered", async ({ call, id, attempt, state }) => {
      recoveries.push({ id, attempt, state });
      const { tones } = await call.collectDtmf(options);
      collected.push(`${name}:${tones}`);
      await next.calling.create({ to: "+14255550177" });
    });
    await go(last, clock);
    last = next;
  }
  await last.tell(address, tone(1));
  return { recoveries, collected, dialed: wire.count("create") - 1 };
}

test.each([
  ["is handed over", async ({ calling }: Instance) => calling.close({ drainMs: 0 })],
  [
    "loses its instance",
    async ({ cut }: Instance, clock: ManualClock) => {
      cut(true);
      await clock.advance(45_000);
    },
  ],
])(
  "a call that %s four times in a row is taken up by one handler at a time",
  { tags: "instances/one-recovery" },
  async (_, go) => {
    const { recoveries, collected, dialed } = await handOnAgainAndAgain(async (last, clock) => {
      await go(last, clock);
      await clock.advance(0);
    });
    expect(collected).toEqual(["e:7"]);
    expect(dialed).toBe(1);
    expect(recoveries.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4]);
    expect(new Set(recoveries.map(({ id }) => id)).size).toBe(1);
  },
);

test("a repeated takeover event has the current state of the call, and one after its handler has ended is a new event", async () => {
  const { a, b, add, clock, wire } = twoInstances();
  const call = await a.calling.create({ to: "+14255550123" });
  const { callbackUrl } = wire.last("create").context;
  const recoveries: string[] = [];
  const ids = new Set<string>();
  const note = (name: string, end: Promise<unknown>) => (event: CallingEvent<"call-recovered">) => {
    recoveries.push(`${name}: ${event.state}, attempt ${event.attempt}`);
    ids.add(event.id);
    return end;
  };
  const never = new Promise(() => {});
  b.calling.on("call-recovered", note("b", never));
  await a.calling.close({ drainMs: 0 });
  await clock.advance(0);
  await b.tell(callbackUrl, { kind: "state", state: "connected" });
  const c = add("c");
  c.calling.on("call-recovered", note("c", Promise.resolve()));
  await b.calling.close({ drainMs: 0 });
  await clock.advance(0);
  const d = add("d");
  d.calling.on("call-recovered", note("d", never));
  await c.calling.close({ drainMs: 0 });
  await clock.advance(0);
  expect(recoveries).toEqual(["b: connecting, attempt 1", "c: connected, attempt 2", "d: connected, attempt 1"]);
  expect(ids.size).toBe(2);
  expect(call.signal.aborted).toBe(true);
});

test("an instance whose lease ran out unnoticed, and that claims its own call again, ends its work under the old lease", {
  tags: "instances/one-recovery",
}, async () => {
  const { call, clock, calling } = await connectedWorld({
    through: (store) => ({ ...store, renew: async (leases) => leases }),
  });
  const again: unknown[] = [];
  calling.on("call-recovered", ({ call }) => void again.push(call));
  const collecting = call.collectDtmf({ max: 1, firstToneMs: 600_000 });
  await clock.advance(45_000);
  expect(again).toHaveLength(1);
  expect(call.signal.aborted).toBe(true);
  await expect(collecting).rejects.toMatchObject({ code: "superseded" });
});

test("keys are delivered after a takeover, although the previous instance had not subscribed to them yet", async () => {
  const { a, b, clock, wire } = twoInstances();
  for (const { calling } of [a, b]) calling.on("dtmf-received", () => {});
  wire.next("subscribeDtmf", () => new Promise(() => {}));
  await a.calling.create({ to: "+14255550123" });
  await a.tell(wire.last("create").context.callbackUrl, { kind: "state", state: "connected" });
  const closing = a.calling.close();
  // For as long as it waits for the answer.
  await clock.advance(5_000);
  await closing;
  expect(wire.count("subscribeDtmf")).toBe(2);
});

test("a live call whose lease the store has lost is taken over like any other: its end was not written, so its instance is gone", async () => {
  const { store, call } = await connectedWorld();
  const record = await store.read(call.id);
  const after = world();
  const held = await after.store.claim(1000, call.id);
  if (held) await after.store.commit(held.lease, { record, release: true }, 1000);
  after.calling.on("call-recovered", () => {});
  expect((await after.calling.get(call.ref)).ref).toBe(call.ref);
  await after.settle();
  expect(after.events).toEqual(["call-recovered"]);
  expect(after.wire.count("inspect")).toBe(1);
});

test("the hang-up of a line that was given up is sent again when its instance dies during it", async () => {
  const { a, wire, clock, store, log } = twoInstances();
  a.calling.on("incoming", async (incoming) => void (await incoming.answer()));
  await a.tell(url, {
    kind: "incoming",
    id: "incoming",
    from: { kind: "phone", number: "+14255550123" },
    to: { kind: "phone", number: "+14255550100" },
  });
  const { callbackUrl } = wire.last("answer").context;
  await clock.advance(30_000);
  expect(log).toContain("a:call-ended:unknown");
  wire.next("hangUp", () => {
    a.cut(true);
    return new Promise(() => {});
  });
  await a.tell(callbackUrl, { kind: "state", state: "connected", providerCallId: "line" });
  expect(wire.count("hangUp")).toBe(1);
  await clock.advance(45_000);
  expect(wire.count("hangUp")).toBe(2);
  expect(wire.last("hangUp").context.providerCallId).toBe("line");
  const [key = ""] = (await store.list()).keys;
  expect(await store.read(key)).toMatchObject({ state: "disconnected" });
  await clock.advance(60_000);
  expect(wire.count("hangUp")).toBe(2);
});
