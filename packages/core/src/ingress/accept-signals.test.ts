import { expect, test } from "vitest";
import type { Signal } from "../adapter/signal.js";
import type { Inbound } from "../adapter/webhook.js";
import { manualClock } from "../base/clock.js";
import { Listeners } from "../base/listeners.js";
import { encodeRecord } from "../record/record-codec.js";
import { memoryStore } from "../store/memory-store.js";
import { createTelemetry } from "../telemetry/telemetry.js";
import { Loopback, loopbackAdapter } from "../testing/loopback.fixture.js";
import { turnOf } from "../testing/turn.fixture.js";
import { CallingError } from "../words/calling-error.js";
import { type AcceptPorts, acceptSignals, type HeldCall } from "./accept-signals.js";
import { ClockWatch } from "./clock-watch.js";
import { EarlyEvents } from "./early-events.js";
import type { Reception } from "./observe-callback.js";

const member = { name: "", adapter: loopbackAdapter(new Loopback()) };
const tone = (id: string, call: Signal["call"] = { key: "k" }): Signal => ({
  id,
  at: 0,
  call,
  kind: "dtmf",
  tone: "1",
});
const url = new URL("https://bot.example/calls/there");

/** What accepting needs, over a real store with one call on record, and what came of it. */
async function stage(held?: Partial<HeldCall>) {
  const clock = manualClock({ start: 0 });
  const store = memoryStore({ clock });
  const { record } = turnOf();
  const lease = (await store.claim(60_000, "k"))?.lease;
  if (!lease) throw new Error("not claimed");
  await store.commit(lease, { record: encodeRecord(record) }, 60_000);
  const failures: unknown[] = [];
  const dealt: unknown[] = [];
  const measured: unknown[] = [];
  const asked: string[] = [];
  const actor: HeldCall = {
    ...{ ref: "loopback:k", record, lease, writes: 7 },
    appended: async (entries, writes) => void dealt.push([entries.map(({ id }) => id), writes]),
    wake: async () => void dealt.push("looked"),
    ...held,
  };
  const telemetry = createTelemetry({ clock, logger: false });
  const ports: AcceptPorts = {
    store,
    newId: () => "new",
    actors: { get: (key) => (held && key === "k" ? actor : undefined), all: () => [{ record }] },
    addresses: { shape: "/calls/{key}.{mac}" },
    clocks: new ClockWatch(telemetry.log),
    early: new EarlyEvents(clock, new Listeners()),
    telemetry: { ...telemetry, measure: (...given) => void measured.push(given) },
    askProvider: (key) => void asked.push(key),
    workFailed: (error, call) => void failures.push([error, call?.ref]),
  };
  const reception: Reception = { at: 0, accepted: 5, duplicate: 5 };
  const accept = async (signals: readonly Signal[], callKey?: string) => {
    const from = { method: "POST", url, publicUrl: url.href, headers: new Headers() };
    const inbound: Inbound = { ...from, callKey, at: 0, body: new Uint8Array() };
    const answer = await acceptSignals(ports, member, inbound, { signals, principal: { role: "callback" }, reception });
    await clock.advance(0);
    return answer;
  };
  const inbox = async () => (await store.commit(lease, {}, 60_000))?.inbox.map(({ id }) => id);
  return { accept, inbox, reception, measured, failures, dealt, asked, record };
}

test("events are counted: those that are new, and those that arrived before", async () => {
  const { accept, inbox, reception, measured } = await stage();
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
  expect(await inbox()).toEqual(["a", "b", "c"]);
});

test("an incoming call that arrives again is a repeat", async () => {
  const { accept, reception } = await stage();
  const party = { kind: "unknown", rawId: "x" } as const;
  const rings: Signal = {
    ...{ id: "incoming", at: 0, call: { alias: "in" } },
    kind: "incoming",
    from: party,
    to: party,
  };
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
