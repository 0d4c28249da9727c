import { describe, expect, test } from "vitest";
import type { CollectRecord } from "../record/call-record.js";
import { type OperationRecord, operationRecord } from "../record/operation-record.js";
import { callback, now, turnOf, underWay } from "../testing/turn.fixture.js";
import { isLate } from "./late-or-astray.js";
import { nativeUnderWay, onCollected, stopNative } from "./native-collect.js";
import { onAnswer, onOperationTimer } from "./operation-progress.js";
import { recover } from "./recover.js";
import type { Turn } from "./turn.js";

const collect: CollectRecord = {
  ...{ operation: "c", phase: "native", tones: "", stopOn: ["#"], firstToneMs: 5000, interToneMs: 1000 },
  ...{ bargeIn: true, secret: false },
};
const asked = { prompts: [], stopOn: ["#"], firstToneMs: 5000, interToneMs: 1000, bargeIn: true } as const;

/** The provider collects, or was asked to. */
function collecting(more: Partial<OperationRecord> = {}, change: Partial<CollectRecord> = {}, rules = {}): Turn {
  const operation = underWay("collectDtmf", { id: "c", request: { input: { ...asked, stopOn: ["#"] } }, ...more });
  return turnOf({ collect: { ...collect, ...change }, operations: [operation] }, rules);
}

const report = {
  kind: "collected",
  id: "operation:c",
  at: now,
  call: { key: "k" },
  operationId: "c",
  tones: ["1"],
} as const;

const always = { adapter: { observations: { ...turnOf().rules.adapter.observations, keysAlways: true } } };

describe("a report", () => {
  test("is late once its collection is over, or another is under way", () => {
    expect(isLate(collecting().record, report)).toBe(false);
    expect(isLate(turnOf().record, report)).toBe(true);
    expect(isLate(collecting().record, { ...report, operationId: "of another", providerOperationId: "x" })).toBe(false);
    expect(isLate(turnOf({ ...collecting().record, givenUp: ["d"] }).record, { ...report, operationId: "d" })).toBe(
      true,
    );
  });

  test("does nothing to keys that core collects", () => {
    const turn = turnOf({
      collect: { ...collect, phase: "listening" },
      operations: [underWay("collectDtmf", { id: "c" })],
    });
    onCollected(turn, report, callback);
    expect([turn.record.collect?.phase, turn.ended, isLate(turn.record, report)]).toEqual(["listening", [], true]);
  });
});

describe("a collection that is stopped", () => {
  test("has fifteen seconds, and five from when the provider has agreed", () => {
    const turn = collecting();
    stopNative(turn, "c");
    expect(turn.timers).toEqual({ "op:c": 15_000 });
    const canceling = operationRecord({ id: "x", verb: "cancelMedia", startedAt: now, accepted: false });
    turn.set({ operations: [...turn.record.operations, canceling] });
    onAnswer(turn, "x", {}, { completes: "acceptance" });
    expect(turn.timers?.["op:c"]).toBe(5000);
    onOperationTimer(turn, "c");
    expect(turn.ended.at(-1)?.outcome).toMatchObject({
      outcome: "completed",
      value: { tones: "", endedBy: "canceled" },
    });
  });

  test("is not what a cancel has stopped that overtook it", () => {
    const turn = collecting({ accepted: false });
    expect(nativeUnderWay(turn.record)).toBeUndefined();
    stopNative(turn, "c");
    const canceling = operationRecord({ id: "x", verb: "cancelMedia", startedAt: now, accepted: false });
    turn.set({ operations: [...turn.record.operations, canceling] });
    onAnswer(turn, "x", {}, { completes: "acceptance" });
    expect([turn.timers?.["op:c"], turn.effects]).toEqual([15_000, []]);
    onAnswer(turn, "c", {}, {});
    expect(turn.effects).toEqual(["cancel-media"]);
  });
});

describe("a takeover", () => {
  const recovered = (turn: Turn) => {
    recover(turn);
    return turn;
  };

  test("leaves a collection alone that the provider has begun", () => {
    const turn = recovered(collecting());
    expect([turn.record.collect, turn.ended, turn.resends]).toEqual([collect, [], []]);
  });

  test("has core wait for the keys where it is not known whether the provider was asked, and they are reported", () => {
    const turn = recovered(collecting({ accepted: false }, {}, always));
    expect([turn.record.collect, turn.timers]).toMatchObject([
      { phase: "listening", tones: "" },
      { "op:c": null, collect: 5000 },
    ]);
    expect(turn.record.collect).not.toHaveProperty("unheard");
    const subscribed = collecting({ accepted: false }, { tones: "1" });
    subscribed.set({ subscribed: true });
    expect(recovered(subscribed).timers?.collect).toBe(1000);
    const prompts = [{ url: "https://cdn.example/a.wav" }];
    const prompted = { accepted: false, request: { input: { ...asked, stopOn: ["#"], prompts } } };
    expect(recovered(collecting(prompted, {}, always)).record.collect?.unheard).toBe(true);
  });

  test("gives up where they are not reported", () => {
    const turn = recovered(collecting({ accepted: false }));
    expect([turn.record.collect, turn.record.givenUp]).toEqual([undefined, ["c"]]);
    expect(turn.ended[0]?.outcome).toMatchObject({ error: { code: "outcome-unknown" } });
  });
});
