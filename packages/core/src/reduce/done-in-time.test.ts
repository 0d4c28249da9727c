import { describe, expect, test } from "vitest";
import { now, turnOf, underWay } from "../testing/turn.fixture.js";
import { onAnswer, onOperation, onOperationTimer } from "./operation-progress.js";

const asked = (verb: Parameters<typeof underWay>[0], more = {}) => underWay(verb, { accepted: false, ...more });

/** The provider accepts the last of the operations, and says that it takes 3 s. */
function takesThreeSeconds(operations: readonly ReturnType<typeof underWay>[], change = {}) {
  const turn = turnOf({ operations, ...change });
  onAnswer(turn, operations.at(-1)?.id ?? "", { done: { inMs: 3000 } }, { completes: "acceptance" });
  return turn;
}

const keys = { operation: "c", promptOperation: "play", tones: "", stopOn: [], firstToneMs: 5000, interToneMs: 1000 };
const collect = { ...keys, phase: "prompting", bargeIn: true, secret: false } as const;

describe("work that the provider reports no end of, and says how long it takes,", () => {
  test("is done when its time is up, without a question to the provider", () => {
    const turn = takesThreeSeconds([asked("sendDtmf")]);
    expect([turn.ended, turn.timers]).toEqual([[], { "op:sendDtmf": 3000 }]);
    onOperationTimer(turn, "sendDtmf");
    expect(turn.ended).toMatchObject([{ outcome: { outcome: "completed" }, cause: { source: "own" } }]);
    expect([turn.effects, turn.record.operations, turn.record.givenUp]).toEqual([[], [], undefined]);
  });

  test("ends the call as transferred, if it was a transfer", () => {
    const turn = takesThreeSeconds([asked("transfer")]);
    expect(turn.record.endingVerb).toBeUndefined();
    onOperationTimer(turn, "transfer");
    expect(turn.record.endingVerb).toBe("transfer");
  });

  test("keeps the bot's own deadline where that is earlier", () => {
    for (const [timeoutMs, startedAt, timers] of [
      [2000, now, undefined],
      [3500, now - 1000, undefined],
      [3000, now, { "op:play": 3000 }],
    ] as const)
      expect(takesThreeSeconds([asked("play", { timeoutMs, startedAt })]).timers).toEqual(timers);
    const turn = takesThreeSeconds([asked("play", { timeoutMs: 2000 })]);
    onOperationTimer(turn, "play");
    expect(turn.ended[0]?.outcome).toMatchObject({ outcome: "failed", error: { code: "timeout" } });
  });

  test("ends earlier if the provider reports its end all the same", () => {
    const turn = takesThreeSeconds([asked("play")]);
    const reported = { id: "s", at: now, call: { key: "k" }, verb: "play", outcome: "canceled" } as const;
    onOperation(turn, { kind: "operation", ...reported }, { id: "s", at: now, source: "event" });
    expect(turn.ended).toMatchObject([{ outcome: { outcome: "canceled" } }]);
    expect(turn.timers).toEqual({ "op:play": null });
  });

  test("and is the prompt of a collection, lets the wait for keys begin", () => {
    const turn = takesThreeSeconds([asked("play")], { collect });
    expect(turn.record.collect?.phase).toBe("prompting");
    onOperationTimer(turn, "play");
    expect([turn.record.collect?.phase, turn.timers?.collect]).toEqual(["listening", 5000]);
  });
});

describe("canceling media ends at once what ends in its own time:", () => {
  const canceled = (operations: readonly ReturnType<typeof underWay>[], change = {}) => {
    const turn = turnOf({ operations: [...operations, asked("cancelMedia")], ...change });
    onAnswer(turn, "cancelMedia", {}, {});
    return turn;
  };
  const inTime = { endsInTime: true } as const;

  test("a prompt as canceled, and tones as cut off", () => {
    const turn = canceled([underWay("play", inTime), underWay("sendDtmf", inTime), underWay("transfer", inTime)]);
    expect(turn.ended.map(({ operation, outcome }) => [operation.verb, outcome.outcome])).toEqual([
      ["play", "canceled"],
      ["sendDtmf", "failed"],
    ]);
    expect(turn.timers).toEqual({ "op:play": null, "op:sendDtmf": null });
  });

  test("the prompt of a collection, which then waits for keys", () => {
    expect(canceled([underWay("play", inTime)], { collect }).record.collect?.phase).toBe("listening");
  });

  test("a prompt of which the answer comes only then", () => {
    const turn = takesThreeSeconds([asked("play", { stopping: true })]);
    expect(turn.ended).toMatchObject([{ outcome: { outcome: "canceled" } }]);
  });
});
