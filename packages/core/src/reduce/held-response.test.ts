import { describe, expect, test } from "vitest";
import type { CallRecord } from "../record/call-record.js";
import { operationRecord } from "../record/operation-record.js";
import { now, turnOf } from "../testing/turn.fixture.js";
import { onHeld, onResponded, onResponsesLost, onUngivenInTime } from "./held-response.js";
import { endCall } from "./state.js";

const held = { kind: "held", forMs: 9000, asksAgain: false, endsOffer: true } as const;
const ringing = { state: "incoming", wasConnected: false, decideBy: now + 14_000 } as const;
const answered: Partial<CallRecord> = {
  ...{ ...ringing, responses: { ids: ["a", "b"], asksAgain: false } },
  decision: { verb: "answer", operation: "o", response: { input: {} } },
  operations: [operationRecord({ id: "o", verb: "answer", startedAt: now, accepted: false })],
};

describe("a response that is held", () => {
  test("ends the offer with it, a second earlier for onUnhandled, and is waited for five seconds longer", () => {
    const turn = turnOf(ringing);
    onHeld(turn, { ...held, id: "a" });
    expect(turn.record).toMatchObject({ decideBy: now + 8000, responses: { ids: ["a"], asksAgain: false } });
    expect({ ...turn.timers }).toEqual({ decide: 8000, "ring-over": 9000, responses: 14_000 });
  });

  test("never lengthens the offer, and leaves one that lasts longer as it is", () => {
    for (const [decideBy, endsOffer] of [[now + 3000, true] as const, [now + 14_000, false] as const]) {
      const turn = turnOf({ ...ringing, decideBy });
      onHeld(turn, { ...held, id: "a", endsOffer });
      expect([turn.record.decideBy, { ...turn.timers }]).toEqual([decideBy, { responses: 14_000 }]);
    }
  });

  test("does not reopen an offer that is decided, nor touch a call that is over", () => {
    const decided = turnOf(answered);
    onHeld(decided, { ...held, id: "c" });
    expect([decided.record.decideBy, decided.record.responses?.ids]).toEqual([now + 14_000, ["a", "b", "c"]]);
    const over = turnOf({ state: "disconnected" });
    onHeld(over, { ...held, id: "a" });
    expect([over.record.responses, over.timers]).toEqual([undefined, undefined]);
  });

  test("is one of the last ten of a call", () => {
    const turn = turnOf(ringing);
    for (let id = 0; id < 12; id++) onHeld(turn, { ...held, id: `${id}` });
    expect(turn.record.responses?.ids).toHaveLength(10);
    expect(turn.record.responses?.ids.at(-1)).toBe("11");
  });
});

describe("a response that is given", () => {
  test("with the decision has it accepted, whatever else is still held", () => {
    const turn = turnOf(answered);
    onResponded(turn, { kind: "responded", id: "a", operation: "o" });
    expect(turn.record.operations[0]?.accepted).toBe(true);
    expect([turn.accepted, turn.effects]).toEqual([[{ id: "o", warnings: [] }], []]);
    expect(turn.record.responses?.ids).toEqual(["b"]);
  });

  test("without it leaves the decision to the others, and has it sent after the last", () => {
    const turn = turnOf(answered);
    onResponded(turn, { kind: "responded", id: "a" });
    expect([turn.effects, turn.record.decision?.response]).toEqual([[], { input: {} }]);
    onResponded(turn, { kind: "responded", id: "b" });
    expect([turn.effects, turn.record.decision]).toEqual([["send-decision"], { verb: "answer", operation: "o" }]);
    expect([turn.record.responses, { ...turn.timers }]).toEqual([undefined, { responses: null }]);
  });

  test("without it, where the provider asks again, keeps the decision for that", () => {
    const turn = turnOf({ ...answered, responses: { ids: ["a"], asksAgain: true } });
    onResponded(turn, { kind: "responded", id: "a" });
    expect([turn.effects, turn.record.responses]).toEqual([[], { ids: [], asksAgain: true }]);
  });

  test("with an earlier decision does not stand for this one", () => {
    const turn = turnOf({ ...answered, responses: { ids: ["a", "b"], asksAgain: false } });
    onResponded(turn, { kind: "responded", id: "a", operation: "another" });
    expect(turn.record.operations[0]?.accepted).toBe(false);
  });
});

test("a response of which nothing is heard leaves the decision in doubt: it fails, stands, and the provider is asked", () => {
  const turn = turnOf(answered);
  onResponsesLost(turn);
  expect(turn.ended).toMatchObject([{ outcome: { outcome: "failed", error: { code: "outcome-unknown" } } }]);
  expect([turn.record.decision?.operation, turn.record.state, turn.effects]).toEqual(["o", "incoming", ["inspect"]]);
});

test("a response of which nothing is heard changes nothing where nothing was decided, or the decision was given before", () => {
  const accepted = answered.operations?.map((operation) => ({ ...operation, accepted: true })) ?? [];
  for (const change of [
    { ...ringing, responses: { ids: ["a"], asksAgain: false } },
    { ...answered, operations: accepted },
  ]) {
    const turn = turnOf(change);
    onResponsesLost(turn);
    expect([turn.record.responses, turn.ended, turn.effects]).toEqual([undefined, [], []]);
  }
});

test("a decision whose deadline is over before its response is reported is in doubt as well", () => {
  const turn = turnOf(answered);
  if (turn.record.decision) onUngivenInTime(turn, turn.record.decision);
  expect(turn.ended).toMatchObject([{ outcome: { outcome: "failed", error: { code: "outcome-unknown" } } }]);
});

test("a call that is over waits for no response", () => {
  const turn = turnOf(answered);
  endCall(turn, undefined, turn.own());
  expect(turn.timers?.responses).toBeNull();
  const other = turnOf({ state: "incoming" });
  endCall(other, undefined, other.own());
  expect(Object.keys(other.timers ?? {})).not.toContain("responses");
});
