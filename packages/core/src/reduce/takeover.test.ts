import { describe, expect, test } from "vitest";
import type { CallRecord } from "../record/call-record.js";
import type { Happening } from "../record/happening.js";
import { now, turnOf, underWay } from "../testing/turn.fixture.js";
import { recover } from "./recover.js";

const owed = (type: "call-recovered" | "incoming" | "call-connected", id: string): Happening => ({
  ...{ id, at: 1, attempt: 1, source: "own" },
  ...(type === "call-recovered" ? { type, state: "connecting" } : { type }),
});

function takenOver(change: Partial<CallRecord>) {
  const turn = turnOf(change);
  recover(turn);
  return turn;
}

const outboxOf = (change: Partial<CallRecord>) =>
  takenOver(change).record.outbox.map(({ id, type, attempt }) => [id, type, attempt]);

test("a takeover is an event, and the provider is asked how the call stands", () => {
  const turn = takenOver({});
  expect(turn.happenings).toMatchObject([{ type: "call-recovered", state: "connected", source: "own", at: now }]);
  expect([turn.effects, turn.resends, turn.record.outbox.length]).toEqual([["inspect"], [], 1]);
});

describe("events whose handlers did not end", () => {
  test("are delivered again before new ones, with their attempts counted", () => {
    const outbox = [owed("call-connected", "a")];
    const turn = takenOver({ outbox });
    expect(turn.happenings.map(({ id, attempt }) => [id, attempt])).toEqual([
      ["a", 2],
      ["k:new:call-recovered", 1],
    ]);
    expect(turn.record.outbox).toEqual(turn.happenings);
  });

  test("include an incoming call only until it is decided", () => {
    const incoming = { direction: "incoming", state: "incoming", outbox: [owed("incoming", "i")] } as const;
    expect(outboxOf(incoming)).toEqual([["i", "incoming", 2]]);
    expect(outboxOf({ ...incoming, decision: { verb: "answer", operation: "a" } })).toEqual([
      ["k:new:call-recovered", "call-recovered", 1],
    ]);
  });

  test("include one takeover, the last, with the state of now", () => {
    const turn = takenOver({
      outbox: [owed("call-recovered", "r1"), owed("call-connected", "c"), owed("call-recovered", "r2")],
    });
    expect(turn.record.outbox).toMatchObject([
      { id: "c", attempt: 2 },
      { id: "r2", attempt: 2, state: "connected" },
    ]);
    expect(turn.record.outbox[0]).not.toHaveProperty("state");
  });

  test("of a call that is over are all that is left to do, besides hanging up its line", () => {
    const over = { state: "disconnected", outbox: [owed("call-connected", "a")] } as const;
    const turn = takenOver(over);
    expect([turn.record.outbox.length, turn.happenings.length, turn.effects]).toEqual([1, 1, []]);
    expect(takenOver({ ...over, operations: [underWay("hangUp")] }).effects).toEqual(["let-go"]);
  });
});

describe("a request of which nothing is known", () => {
  const request = { input: null };
  const inDoubt = (verb: Parameters<typeof underWay>[0], more = {}) =>
    takenOver({ operations: [underWay(verb, { accepted: false, request, ...more })] });

  test("is sent again if it has no effect twice", () => {
    const turn = inDoubt("hangUp");
    expect([turn.resends, turn.ended, turn.record.operations.length]).toEqual([["hangUp"], [], 1]);
  });

  test("is given up if it might have an effect twice, or is not on record", () => {
    for (const turn of [inDoubt("transfer"), inDoubt("hangUp", { request: undefined }), inDoubt("collectDtmf")]) {
      expect([turn.resends, turn.record.operations]).toEqual([[], []]);
      expect(turn.ended[0]?.outcome).toMatchObject({ outcome: "failed", error: { code: "outcome-unknown" } });
      expect(turn.record.givenUp).toEqual([turn.ended[0]?.operation.id]);
    }
  });

  test("that the provider has accepted is waited for", () => {
    const turn = inDoubt("transfer", { accepted: true });
    expect([turn.resends, turn.ended, turn.record.givenUp]).toEqual([[], [], undefined]);
  });

  test.each(["subscribeDtmf", "cancelMedia"] as const)(
    "and that is sent when needed fails without more: %s",
    (verb) => {
      const turn = inDoubt(verb);
      expect(turn.ended).toMatchObject([{ outcome: { outcome: "failed" } }]);
      expect([turn.resends, turn.record.givenUp]).toEqual([[], undefined]);
    },
  );

  test("and that was a decision leaves the call to be decided", () => {
    const decided = { direction: "incoming", state: "incoming", decideBy: now + 5000, wasConnected: false } as const;
    const turn = takenOver({
      ...{ ...decided, decision: { verb: "redirect", operation: "redirect" } },
      operations: [underWay("redirect", { accepted: false, request })],
    });
    expect([turn.record.decision, turn.timers?.decide, turn.effects]).toEqual([undefined, 5000, []]);
  });

  test("is waited for before the provider is asked about a call that has no id there", () => {
    const answer = underWay("answer", { accepted: false, request });
    expect(takenOver({ providerCallId: "", operations: [answer] }).effects).toEqual([]);
    expect(takenOver({ operations: [answer] }).effects).toEqual(["inspect"]);
    expect(takenOver({ providerCallId: "" }).effects).toEqual(["inspect"]);
  });
});

describe("a prompt that plays on", () => {
  const keys = { operation: "c", tones: "", stopOn: [], firstToneMs: 4000, interToneMs: 1000 } as const;
  const collect = { ...keys, phase: "prompting", promptOperation: "p", bargeIn: true, secret: false } as const;

  test("is stopped, unless a collection waits for its end", () => {
    expect(takenOver({ operations: [underWay("play", { id: "p" })] }).effects).toEqual(["inspect", "cancel-media"]);
    expect(takenOver({ operations: [underWay("play", { id: "p", accepted: false })] }).effects).toEqual(["inspect"]);
    expect(takenOver({ operations: [underWay("transfer")] }).effects).toEqual(["inspect"]);
    const waitedFor = takenOver({ operations: [underWay("play", { id: "p" })], collect });
    expect([waitedFor.effects, waitedFor.record.collect]).toEqual([["inspect"], collect]);
  });

  test("is given up if it may never have begun, and the wait for keys begins", () => {
    const turn = takenOver({ operations: [underWay("play", { id: "p", accepted: false })], collect });
    expect(turn.record.collect).toMatchObject({ phase: "listening", unheard: true });
    expect([turn.timers?.collect, turn.record.givenUp]).toEqual([4000, ["p"]]);
  });

  test("is not missed by a collection that listens already", () => {
    const { promptOperation: _, ...listening } = collect;
    const turn = takenOver({ collect: { ...listening, phase: "listening" } });
    expect([turn.record.collect?.unheard, turn.timers]).toEqual([undefined, undefined]);
  });
});
