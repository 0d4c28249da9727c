import { trace } from "@opentelemetry/api";
import { describe, expect, test } from "vitest";
import type { Adapter } from "../adapter/adapter.js";
import type { Inbound } from "../adapter/webhook.js";
import { manualClock } from "../base/clock.js";
import { Listeners } from "../base/listeners.js";
import { nameOf } from "../record/call-key.js";
import { type Addressed, encodeRecord } from "../record/record-codec.js";
import { memoryStore } from "../store/memory-store.js";
import { createTelemetry } from "../telemetry/telemetry.js";
import { Loopback, loopbackAdapter } from "../testing/loopback.fixture.js";
import { memoryLogger } from "../testing/telemetry.fixture.js";
import { turnOf } from "../testing/turn.fixture.js";
import { CallingError } from "../words/calling-error.js";
import { type AcceptPorts, acceptSignals, type HeldCall } from "./accept-signals.js";
import { ClockWatch } from "./clock-watch.js";
import { EarlyEvents } from "./early-events.js";
import type { Reception } from "./observe-callback.js";

const loopback = loopbackAdapter(new Loopback());
const tone = (id: string, call: Addressed["call"] = { key: "k" }): Addressed => ({
  id,
  at: 0,
  call,
  kind: "dtmf",
  tone: "1",
});
const url = new URL("https://bot.example/calls/there");

/** What accepting needs, over a real store with one call on record, and what came of it. */
async function stage(held?: Partial<HeldCall>, adapter: Adapter = loopback) {
  const clock = manualClock({ start: 0 });
  const store = memoryStore({ clock });
  const { record } = turnOf();
  const lease = (await store.claim(60_000, "k"))?.lease;
  if (!lease) throw new Error("not claimed");
  await store.commit(lease, { record: encodeRecord(record) }, 60_000);
  const failures: unknown[] = [];
  const ids = ["new"];
  const dealt: unknown[] = [];
  const measured: unknown[] = [];
  const asked: string[] = [];
  const actor: HeldCall = {
    ...{ ref: "loopback:k", record, lease, writes: 7 },
    appended: async (entries, writes) => void dealt.push([entries.map(({ id }) => id), writes]),
    wake: async () => void dealt.push("looked"),
    ...held,
  };
  const { logger, lines } = memoryLogger();
  const telemetry = createTelemetry({ clock, logger });
  const clocks = new ClockWatch(telemetry.log);
  const bound: string[] = [];
  const ports: AcceptPorts = {
    store: {
      ...store,
      bind(name, ...given) {
        bound.push(name);
        return store.bind(name, ...given);
      },
    },
    newId: () => ids.shift() ?? "another",
    actors: { get: (key) => (held && key === "k" ? actor : undefined), all: () => [{ record }] },
    addresses: { shape: "/calls/{key}.{mac}" },
    clocks,
    early: new EarlyEvents(clock, new Listeners()),
    telemetry: { ...telemetry, measure: (...given) => void measured.push(given) },
    askProvider: (key) => void asked.push(key),
    workFailed: (error, call) => void failures.push([error, call?.ref]),
  };
  const reception: Reception = { at: 0, accepted: 5, duplicate: 5 };
  const accept = async (signals: readonly Addressed[], callKey?: string) => {
    const from = { method: "POST", url, publicUrl: url.href, headers: new Headers() };
    const inbound: Inbound = { ...from, callKey, at: 0, body: new Uint8Array() };
    const message = { signals, principal: { role: "callback" }, reception };
    const answer = await acceptSignals(ports, { name: "", adapter }, inbound, message);
    await clock.advance(0);
    return answer;
  };
  const inbox = async () => (await store.commit(lease, {}, 60_000))?.inbox.map(({ id }) => id);
  const bodies = async () => (await store.commit(lease, {}, 60_000))?.inbox.map(({ body }) => body);
  /** The events of the call that has just come in, as they are stored. */
  const incoming = async () => (await store.claim(60_000, "new"))?.inbox.map(({ body }) => body);
  return {
    accept,
    inbox,
    bound,
    bodies,
    incoming,
    clock,
    clocks,
    store,
    lines,
    reception,
    measured,
    failures,
    dealt,
    asked,
    record,
  };
}

const party = { kind: "unknown", rawId: "x" } as const;
const rings = {
  ...{ kind: "incoming", id: "incoming", at: 0, call: { alias: "in" } },
  ...{ from: party, to: party },
} as const satisfies Addressed;
const ended = { kind: "state", id: "ended", at: 0, call: { alias: "in" }, state: "disconnected" } as const;

test("events are counted: those that are new, and those that arrived before", async () => {
  const { accept, inbox, reception, measured, lines } = await stage();
  expect(await accept([tone("a"), tone("b"), tone("a")], "k")).toBeUndefined();
  expect(reception).toMatchObject({ accepted: 2, duplicate: 1 });
  const of = { "trunkline.provider": "loopback" };
  expect(measured.splice(0)).toEqual([
    ["accepted", 2, of],
    ["duplicate", 1, of],
  ]);
  await accept([tone("c")], "k");
  await accept([tone("c")], "k");
  expect(measured).toEqual([
    ["accepted", 1, of],
    ["duplicate", 1, of],
  ]);
  expect([await inbox(), lines]).toEqual([["a", "b", "c"], []]);
});

test("an incoming call that arrives again is a repeat", async () => {
  const { accept, reception } = await stage();
  await accept([rings]);
  expect(reception).toMatchObject({ accepted: 1, duplicate: 0 });
  await accept([rings]);
  expect(reception).toMatchObject({ accepted: 0, duplicate: 1 });
});

test("the actor of a call deals with new events at once, and looks at the store where some were there already", async () => {
  const { accept, dealt } = await stage({});
  await accept([tone("a"), tone("b")], "k");
  await accept([tone("b"), tone("c")], "k");
  expect(dealt).toEqual([[["a", "b"], 7], "looked"]);
});

test("a failure of the actor is reported with its call, unless the store is away", async () => {
  const broken = new Error("broken");
  const { accept, failures } = await stage({ appended: () => Promise.reject(broken) });
  expect(await accept([tone("a")], "k")).toBeUndefined();
  expect(failures).toEqual([[broken, "loopback:k"]]);
  const away = new CallingError("store-unavailable", "away");
  const patient = await stage({ appended: () => Promise.reject(away) });
  expect(await patient.accept([tone("a")], "k")).toBeUndefined();
  expect(patient.failures).toEqual([]);
});

test("an event that names a held call at no call's address is not believed: the provider is asked about that call", async () => {
  const { accept, asked, record, reception } = await stage({});
  const answer = await accept([tone("a", { alias: "p" }), { ...tone("b", { alias: "p" }), providerCallId: "P1" }]);
  expect([answer?.status, asked]).toEqual([404, [record.key]]);
  expect(reception).toMatchObject({ accepted: 0, duplicate: 0 });
  await accept([{ ...tone("c", { alias: "p" }), providerCallId: "other" }]);
  expect(asked).toEqual([record.key]);
});

test("hundreds of events in one request leave time for other requests", async () => {
  const turns = async (count: number) => {
    const { accept, inbox } = await stage();
    let others = 0;
    let over = false;
    const other = () => {
      if (over) return;
      others++;
      setImmediate(other);
    };
    setImmediate(other);
    await accept(
      Array.from({ length: count }, (_, at) => tone(`t${at}`)),
      "k",
    );
    over = true;
    expect(await inbox()).toHaveLength(count);
    return others;
  };
  const few = await turns(249);
  expect(await turns(250)).toBe(few + 1);
  expect(await turns(500)).toBe(few + 2);
});

/** The span of a callback, as far as events name it. */
const span = trace.wrapSpanContext({
  traceId: "0af7651916cd43dd8448eb211c80319c",
  spanId: "b7ad6b7169203331",
  traceFlags: 1,
});
const named = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

describe("what is stored with an event", () => {
  test("is nothing, at its call's address and without a span", async () => {
    const { accept, bodies } = await stage();
    await accept([tone("a")], "k");
    expect(await bodies()).toStrictEqual([tone("a")]);
  });

  test("is the span of its callback", async () => {
    const { accept, bodies, reception } = await stage();
    reception.span = span;
    await accept([tone("a")], "k");
    expect(await bodies()).toStrictEqual([{ ...tone("a"), trace: named }]);
  });

  test("is how long an incoming call has rung, where that is not no time, and the span", async () => {
    const late = 6 * 60_000;
    for (const [at, about] of [
      [0, { trace: named, ageMs: undefined }],
      [-late, { trace: named, ageMs: late }],
    ] as const) {
      const { accept, incoming, reception } = await stage();
      reception.span = span;
      await accept([{ ...rings, at }]);
      expect(await incoming()).toStrictEqual([{ ...rings, at, ...about }]);
    }
  });

  test("is the path, for an event that came to no call's address", async () => {
    const { accept, incoming } = await stage();
    await accept([rings, tone("a", { alias: "in" })]);
    expect(await incoming()).toMatchObject([rings, { ...tone("a", { alias: "in" }), path: "/calls/there" }]);
  });
});

/** A provider that sends all events to the registered webhook, and may refuse a sender. */
const atWebhook = (refuseSender?: Adapter["webhook"]["refuseSender"]): Adapter => ({
  ...loopback,
  webhook: { ...loopback.webhook, reportsAt: "webhook", ...(refuseSender ? { refuseSender } : {}) },
});

describe("an event that has overtaken the announcement of its call", () => {
  test.each([
    ["and its sender, where the adapter may refuse one", () => undefined, { role: "callback" }],
    ["without its sender, where the adapter refuses none", undefined, undefined],
  ])("is stored with the announcement, %s", async (_, refuseSender, sender) => {
    const { accept, incoming, clock } = await stage(undefined, atWebhook(refuseSender));
    const early = accept([ended]);
    await clock.advance(0);
    expect(await accept([rings])).toBeUndefined();
    expect(await early).toBeUndefined();
    const bodies = await incoming();
    expect(bodies).toMatchObject([rings, ended]);
    expect(bodies?.map((body) => (body instanceof Object && "sender" in body ? body.sender : undefined))).toEqual([
      ...[sender, sender],
    ]);
  });

  test("is refused where its sender may not speak of the call", async () => {
    const { accept, inbox, clock, store } = await stage(
      undefined,
      atWebhook(() => "not yours"),
    );
    const early = accept([ended]);
    await clock.advance(0);
    await store.bind(nameOf("", "loopback", "in"), "k", 60_000);
    await clock.advance(1000);
    expect((await early)?.status).toBe(403);
    expect(await inbox()).toEqual([]);
  });

  test("is waited for where it may be: all events at the webhook, else the hang-up of a caller who is not announced", async () => {
    const callerGaveUp = { ...loopback, observations: { ...loopback.observations, callerGaveUp: true } };
    const waits = async (adapter: Adapter, signal: Addressed) => {
      const { accept, clock } = await stage({}, adapter);
      let status: number | undefined;
      const answered = accept([signal]).then((answer) => {
        status = answer?.status;
      });
      for (let turns = 0; turns < 3; turns++) await clock.advance(0);
      const waited = status === undefined;
      await clock.advance(10_000);
      await answered;
      expect(status).toBe(404);
      return waited;
    };
    const connected = { ...ended, state: "connected" } as const;
    const ofHeldCall = { ...ended, providerCallId: "P1" };
    const key = tone("a", { alias: "in" });
    const all = [ended, { ...ended, providerCallId: "p2" }, connected, ofHeldCall, key];
    expect(await Promise.all(all.map((signal) => waits(loopback, signal)))).toEqual(all.map(() => false));
    expect(await Promise.all(all.map((signal) => waits(atWebhook(), signal)))).toEqual(all.map(() => true));
    expect(await Promise.all(all.map((signal) => waits(callerGaveUp, signal)))).toEqual([
      ...[true, true, false, false, false],
    ]);
  });
});

test("an event that names another call than its address is refused with all others in its request", async () => {
  const { accept, inbox } = await stage();
  const answer = await accept([tone("a"), { ...tone("b"), providerCallId: "another" }], "k");
  expect([answer?.status, await inbox()]).toEqual([403, []]);
});

test("a callback that says nothing is not measured, and is refused where its sender may not speak of the call", async () => {
  const { accept, measured } = await stage();
  expect([await accept([], "k"), measured]).toEqual([undefined, []]);
  const refusing = await stage(
    undefined,
    atWebhook(() => "not yours"),
  );
  expect((await refusing.accept([], "k"))?.status).toBe(403);
});

test("the name of an incoming call is bound, and noted as accepted; other events bind nothing", async () => {
  const { accept, bound } = await stage();
  await accept([tone("a")], "k");
  expect(bound).toEqual([]);
  await accept([rings]);
  expect(bound).toEqual([nameOf("", "loopback", "in"), `accepted ${nameOf("", "loopback", "in")}`]);
});

test("an event has one id at its call's address, one for each leg, and another where it came elsewhere", async () => {
  const legs = [rings, tone("a", { alias: "in" }), { ...tone("a", { alias: "in" }), leg: "leg-2" }];
  const idsOf = async ({ accept, store }: Awaited<ReturnType<typeof stage>>) => {
    await accept(legs);
    return (await store.claim(60_000, "new"))?.inbox.map(({ id }) => id);
  };
  expect(await idsOf(await stage())).toEqual(["incoming", "elsewhere:a"]);
  expect(await idsOf(await stage(undefined, atWebhook()))).toEqual(["incoming", "in:a", "leg-2:a"]);
  const { accept, inbox } = await stage();
  await accept([tone("a"), { ...tone("a"), leg: "p1" }], "k");
  expect(await inbox()).toEqual(["a", "p1:a"]);
});

test("the times that providers write are compared with the clock of this machine", async () => {
  const { accept, clocks } = await stage();
  await accept([{ ...tone("a"), at: -29_000, redelivered: false }], "k");
  expect(clocks.ageOf("loopback", { at: 0, redelivered: true }, 39_000)).toBe(10_000);
});
