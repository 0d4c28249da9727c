import { describe, expect, test } from "vitest";
import type { Json } from "../base/json.js";
import type { Entry } from "../store/store.js";
import { callback, now, turnOf, underWay } from "../testing/turn.fixture.js";
import { idsOf, portionOf, reduceWaiting } from "./reduce-waiting.js";
import type { Turn } from "./turn.js";

const entry = (body: object, id = "e"): Entry => ({ id, body: body as Json });
const signal = (more: object) => entry({ id: "s", at: now, call: { key: "k" }, ...more });

function after(change: Parameters<typeof turnOf>[0], inbox: readonly Entry[], due: readonly string[] = []): Turn {
  const turn = turnOf(change, { adapter: { limits: { keepAliveEveryMs: 60_000 } } });
  reduceWaiting(turn, { inbox, due });
  return turn;
}

describe("an entry of the inbox", () => {
  test("from another instance is a command, what it has read, or a question about the call", () => {
    const command = { kind: "command", id: "c", verb: "play", input: null, options: {} };
    const turn = after({ outcomes: [{ id: "d", value: "1234" }] }, [
      ...[entry(command), entry({ kind: "ack", of: "d" }), entry({ kind: "ask" })],
      entry({ ...command, id: "d" }),
    ]);
    expect(turn.commands.map(({ id }) => id)).toEqual(["c", "d"]);
    expect([turn.record.outcomes, turn.effects]).toEqual([[{ id: "d", value: null }], ["inspect"]]);
  });

  test("from the provider is an event with its wire form, if it has one", () => {
    const sharing = { kind: "content-sharing", change: "started", sessionId: "s1" };
    const turn = after({}, [
      signal({ ...sharing, raw: { a: 1 } }),
      signal({ kind: "unrecognized", id: "u", type: "x" }),
    ]);
    expect(turn.happenings).toMatchObject([
      { type: "content-sharing-changed", change: "started", session: "s1", source: "event", at: now, raw: { a: 1 } },
      { type: "unrecognized", name: "x", raw: undefined },
    ]);
    expect(turn.late).toEqual([]);
  });

  test("from the provider with its trace is the cause of what it ends", () => {
    const trace = { traceId: "t", spanId: "s", traceFlags: 1 };
    const completed = { kind: "operation", verb: "play", operationId: "play", outcome: "completed" };
    const cause = (more: object) =>
      after({ operations: [underWay("play")] }, [signal({ ...completed, ...more })]).ended[0]?.cause;
    expect(cause({ trace })).toMatchObject({ trace });
    expect(Object.keys(cause({}) ?? {})).toEqual(["id", "at", "source"]);
  });

  test("that is late is counted, and a call that is over emits nothing about sharing", () => {
    const turn = after({ state: "disconnected" }, [
      signal({ kind: "content-sharing", change: "ended", sessionId: "s1" }),
      signal({ kind: "incoming" }),
    ]);
    expect([turn.late, turn.happenings]).toEqual([["content-sharing", "incoming"], []]);
  });

  test("that a sender had no right to send is ignored, and why is noted", () => {
    const refuseSender = (_: unknown, memo: Json) => (memo === "ours" ? undefined : "not the sender of this call");
    const heard = (memo: Json, more: object) => {
      const { webhook } = turnOf().rules.adapter;
      const judged = turnOf({ memo }, { adapter: { webhook: { ...webhook, refuseSender } } });
      reduceWaiting(judged, { inbox: [signal({ kind: "unrecognized", type: "x", ...more })], due: [] });
      return [judged.unheard, judged.happenings.length];
    };
    const sender = { sender: { role: "callback" } };
    expect(heard("theirs", sender)).toEqual([["not the sender of this call"], 0]);
    expect(heard("ours", sender)).toEqual([[], 1]);
    expect(heard("theirs", {})).toEqual([[], 1]);
  });
});

describe("a call that was given up and turns up at the provider", () => {
  const given = { state: "disconnected", providerCallId: "" } as const;
  const line = signal({ kind: "state", state: "connected", providerCallId: "p9" });

  test("is hung up", () => {
    const turn = after(given, [line]);
    expect([turn.record.providerCallId, turn.effects]).toEqual(["p9", ["let-go"]]);
    expect(turn.record.operations).toMatchObject([
      { id: "new", verb: "hangUp", accepted: false, internal: true, startedAt: now },
    ]);
  });

  test("is left alone if it is over there too, had an id, or is not what the callback address names", () => {
    const over = after(given, [signal({ kind: "state", state: "disconnected", providerCallId: "p9" })]);
    expect([over.record.providerCallId, over.effects]).toEqual(["p9", []]);
    const untouched = [
      after({ ...given, providerCallId: "p1" }, [line]),
      after(given, [signal({ kind: "state", state: "connected" })]),
      after({ ...given, direction: "incoming" }, [
        signal({ kind: "state", state: "connected", providerCallId: "p9", call: { alias: "p9" } }),
      ]),
    ];
    for (const turn of untouched) expect([turn.effects, turn.record.operations]).toEqual([[], []]);
  });

  test("and one that goes on keeps the id that it is given", () => {
    const turn = after({ providerCallId: "" }, [line]);
    expect([turn.record.providerCallId, turn.effects, turn.timers]).toEqual(["p9", [], { "keep-alive": 60_000 }]);
  });
});

describe("a timer", () => {
  const due = (name: string, change = {}) => {
    const turn = after(change, [], [name]);
    return [turn.effects, turn.timers];
  };

  test("that is due is cleared, or set again, and does its work", () => {
    expect(due("keep-alive")).toEqual([["keep-alive"], { "keep-alive": 60_000 }]);
    expect(due("reconcile")).toEqual([["inspect"], { reconcile: 300_000 }]);
    expect(due("ask")).toEqual([["inspect"], { ask: null }]);
    expect(due("set-up")).toEqual([["inspect"], { "set-up": 300_000 }]);
    expect(due("hand-over")).toEqual([[], { "hand-over": null }]);
    expect(due("decide", { state: "incoming" })).toEqual([["decide-unhandled"], { decide: null }]);
    expect(after({ state: "incoming" }, [], ["ring-over"]).record.end).toMatchObject({ kind: "no-answer" });
    expect(after({ operations: [underWay("play", { id: "x" })] }, [], ["op:x"]).ended).toHaveLength(1);
    expect(after({ heldTones: [{ sequence: 3, tone: "1", id: "t", at: now }] }, [], ["tones"]).happenings).toHaveLength(
      1,
    );
  });

  test("of a call that was never heard of ends it when it should have been set up", () => {
    expect(
      after({ providerCallId: "", wasConnected: false, state: "connecting" }, [], ["set-up"]).record.end,
    ).toMatchObject({
      ...{ kind: "unknown" },
    });
  });

  test("has no effect on a call that is over", () => {
    expect(due("reconcile", { state: "disconnected" })).toEqual([[], { reconcile: null }]);
  });

  test("that an entry has set again is not due any more", () => {
    const collect = {
      operation: "c",
      phase: "listening",
      tones: "",
      stopOn: [],
      firstToneMs: 1,
      interToneMs: 1000,
    } as const;
    const change = { collect: { ...collect, bargeIn: true, secret: false } };
    const turn = after(change, [signal({ kind: "dtmf", tone: "1", sequence: 1 })], ["collect"]);
    expect([turn.record.collect?.tones, turn.timers?.collect]).toEqual(["1", 1000]);
  });
});

test("a turn takes 250 entries, and the timers with the last", () => {
  const inbox = Array.from({ length: 251 }, (_, nth) => entry({ kind: "ask" }, String(nth)));
  const all = { inbox: inbox.slice(1), due: ["ask"] };
  expect(portionOf(all)).toBe(all);
  const first = portionOf({ inbox, due: ["ask"] });
  expect([first.due, idsOf(first)]).toEqual([[], inbox.slice(0, 250).map(({ id }) => id)]);
});

describe("a turn", () => {
  test("copies the record once, and leaves the one it began with as it was", () => {
    const turn = turnOf();
    const before = turn.record;
    turn.touch();
    const copy = turn.record;
    turn.set({ inLobby: true });
    expect([turn.record === copy, before.inLobby, copy.inLobby]).toEqual([true, false, true]);
    expect(copy).not.toBe(before);
  });

  test("puts an event into the outbox only where handlers listen", () => {
    const turn = turnOf({}, { listens: (type) => type === "call-connected" });
    const { outbox } = turn.record;
    turn.emit({ type: "call-connected" }, callback);
    turn.emit({ type: "unrecognized", name: "x" }, callback);
    turn.emit({ type: "call-connected" }, { ...callback, id: "2" });
    expect(turn.record.outbox.map(({ id }) => id)).toEqual(["k:event-1:call-connected", "k:2:call-connected"]);
    expect([turn.happenings.length, outbox]).toEqual([3, []]);
  });

  test("does each thing once, and not what was taken back", () => {
    const turn = turnOf();
    for (const effect of ["inspect", "keep-alive", "inspect"] as const) turn.perform(effect);
    turn.dontPerform("keep-alive");
    expect(turn.effects).toEqual(["inspect"]);
    expect(turn.own()).toEqual({ id: "new", at: now, source: "own" });
    expect(turn.own("x").id).toBe("x");
  });
});
