import { expect, test } from "vitest";
import type { CallRecord } from "../record/call-record.js";
import { now, turnOf } from "../testing/turn.fixture.js";
import { decisionGraceMs, onDecideTimer, onRingOver, withdrawDecision } from "./decision.js";
import type { Turn } from "./turn.js";

/** The turn in which an instance sees the deadline of a decision, so many ms after it by its own clock. */
function after(ms: number, change: Partial<CallRecord> = {}, limits = {}): Turn {
  const ringing = { direction: "incoming", state: "incoming", wasConnected: false, decideBy: now - ms } as const;
  const turn = turnOf({ ...ringing, ...change }, { adapter: { limits } });
  onDecideTimer(turn);
  return turn;
}

test.each([0, decisionGraceMs, 29_000, -29_000])(
  "at the deadline it is decided, also where the clock of the instance that sees it is %i ms off",
  (ms) => {
    expect([...after(ms).effects]).toEqual(["decide-unhandled"]);
  },
);

test("past the provider's own deadline the call is over", () => {
  const turn = after(0);
  onRingOver(turn);
  expect(turn.effects).toEqual([]);
  expect(turn.record).toMatchObject({ state: "disconnected", end: { kind: "no-answer" } });
});

const decided = { decision: { verb: "answer", operation: "a" } } as const;

test("a call that is decided or connected when its timer is noticed is left alone", () => {
  for (const change of [decided, { state: "connected", wasConnected: true }] as const) {
    const turn = after(0, change);
    onRingOver(turn);
    expect([turn.effects, turn.record.state]).toEqual([[], "state" in change ? "connected" : "incoming"]);
  }
});

test("a decision that fails leaves time for another one, unless the call has stopped ringing", () => {
  const early = after(-5_000, decided);
  withdrawDecision(early, "a");
  expect(early.timers).toMatchObject({ decide: 5_000 });
  expect(early.record.state).toBe("incoming");

  const late = after(0, decided);
  onRingOver(late);
  withdrawDecision(late, "a");
  expect(late.record).toMatchObject({ state: "disconnected", end: { kind: "no-answer" } });
});

test("the time for another decision is within limits, whichever clock wrote the deadline", () => {
  for (const [offMs, left] of [
    [3_600_000, decisionGraceMs],
    [-3_600_000, 60_000],
  ] as const) {
    const turn = after(offMs, decided);
    withdrawDecision(turn, "a");
    expect(turn.timers).toMatchObject({ decide: left });
  }
});

test("the time for another decision is never more than the provider gives at all", () => {
  const turn = after(-3_600_000, decided, { answerWithinMs: 10_000 });
  withdrawDecision(turn, "a");
  expect(turn.timers).toEqual({ decide: 10_000 });
});

test("a decision that was refused because of another leaves that one as it is", () => {
  const turn = after(-5_000, decided);
  withdrawDecision(turn, "b");
  expect([turn.record.decision, turn.timers]).toEqual([decided.decision, undefined]);
  const none = after(-5_000);
  withdrawDecision(none, "b");
  expect(none.timers).toBeUndefined();
});

test("a decision that fails once the call has moved on sets no new deadline", () => {
  const turn = after(-5_000, { ...decided, state: "connecting" });
  withdrawDecision(turn, "a");
  expect([turn.record.decision, turn.record.state, turn.timers]).toEqual([undefined, "connecting", undefined]);
});

test("a call without a deadline whose decision fails is over", () => {
  const turn = after(0, { ...decided, decideBy: undefined });
  withdrawDecision(turn, "a");
  expect(turn.record.end).toMatchObject({ kind: "no-answer" });
});
