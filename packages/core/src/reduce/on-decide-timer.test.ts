import { expect, test } from "vitest";
import { phone } from "../party/phone.js";
import type { CallRecord } from "../record/call-record.js";
import { outgoingRecord } from "../record/new-record.js";
import { Loopback, loopbackAdapter } from "../testing/loopback.fixture.js";
import { graceMs, onDecideTimer } from "./on-decide-timer.js";
import { Turn } from "./turn.js";

const parties = { from: phone("+14255550100"), to: phone("+14255550123"), group: false };
const decideBy = 1_000_000;

function after(ms: number, change: Partial<CallRecord> = {}): Turn {
  const blank = outgoingRecord({ key: "k", member: "", provider: "loopback" }, parties);
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

test("at the deadline nobody else decides, so it is decided", () => {
  expect([...after(0).effects]).toEqual(["decide-unhandled"]);
  expect([...after(graceMs - 1).effects]).toEqual(["decide-unhandled"]);
});

test("past the provider's own deadline the call is over", () => {
  expect(after(graceMs).record).toMatchObject({ state: "disconnected", end: { kind: "no-answer" } });
});

test("a call that was decided, or is connected, by the time that its timer is seen is let alone", () => {
  const decided = { decision: { verb: "answer", operation: "a" } } as const;
  for (const change of [decided, { state: "connected", wasConnected: true }] as const)
    for (const ms of [0, graceMs]) {
      const turn = after(ms, change);
      expect([turn.effects.length, turn.record.state]).toEqual([
        0,
        turn.record.state === "connected" ? "connected" : "incoming",
      ]);
    }
});
