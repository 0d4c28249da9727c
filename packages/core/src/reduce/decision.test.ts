import { expect, test } from "vitest";
import type { CallRecord } from "../record/call-record.js";
import { newRecord } from "../record/call-record.js";
import { Loopback, loopbackAdapter } from "../testing/loopback.fixture.js";
import { phone } from "../words/to-party.js";
import { graceMs, onDecideTimer, onRingOver, withdrawDecision } from "./decision.js";
import { Turn } from "./turn.js";

const parties = { from: phone("+14255550100"), to: phone("+14255550123"), group: false };
const decideBy = 1_000_000;

function after(ms: number, change: Partial<CallRecord> = {}): Turn {
  const blank = newRecord({ key: "k", member: "", provider: "loopback", ...parties });
  const record: CallRecord = { ...blank, direction: "incoming", state: "incoming", decideBy, ...change };
  const adapter = loopbackAdapter(new Loopback());
  const rules = {
    now: decideBy + ms,
    adapter,
    reconcileEveryMs: 1,
    listens: () => false,
    newId: () => "id",
    random: () => 0,
  };
  const turn = new Turn(record, rules);
  onDecideTimer(turn);
  return turn;
}

test.each([0, graceMs, 29_000, -29_000])(
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
    expect([turn.effects.length, turn.record.state]).toEqual([
      0,
      turn.record.state === "connected" ? "connected" : "incoming",
    ]);
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
    [3_600_000, graceMs],
    [-3_600_000, 60_000],
  ] as const) {
    const turn = after(offMs, decided);
    withdrawDecision(turn, "a");
    expect(turn.timers).toMatchObject({ decide: left });
  }
});
