import { describe, expect, test } from "vitest";
import { turnOf, underWay } from "../testing/turn.fixture.js";
import { onOperationTimer } from "./operation-progress.js";

describe("a deadline that is missed", () => {
  const missed = (verb: Parameters<typeof underWay>[0], more = {}, change = {}) => {
    const turn = turnOf({ operations: [underWay(verb, more)], ...change });
    onOperationTimer(turn, verb);
    return turn;
  };

  test("fails the operation, which is remembered, and the provider is asked about the call", () => {
    const turn = missed("play");
    expect(turn.ended[0]?.outcome).toMatchObject({ outcome: "failed", error: { code: "timeout" } });
    expect([turn.effects, turn.record.givenUp]).toEqual([["inspect"], ["play"]]);
  });

  test("of a prompt that is being stopped ends it as canceled", () => {
    expect(missed("play", { stopping: true }).ended[0]?.outcome).toEqual({ outcome: "canceled", warnings: [] });
  });

  test.each(["answer", "hangUp"] as const)("of %s gives the provider 15 s once to say how the call stands", (verb) => {
    const turn = missed(verb);
    expect([turn.effects, turn.timers, turn.ended]).toEqual([["inspect"], { [`op:${verb}`]: 15_000 }, []]);
    onOperationTimer(turn, verb);
    expect(turn.ended[0]?.outcome).toMatchObject({ outcome: "failed", error: { code: "timeout" } });
  });

  test("of an answer, while the call has no id at the provider, ends the call", () => {
    const { record } = missed("answer", {}, { providerCallId: "", state: "connecting", wasConnected: false });
    expect([record.state, record.end?.kind]).toEqual(["disconnected", "unknown"]);
    expect(missed("play", {}, { providerCallId: "" }).record.state).toBe("connected");
  });

  test.each([{}, { stopping: true }])("of the prompt of a collection lets the wait for keys begin: %j", (more) => {
    const keys = {
      operation: "c",
      promptOperation: "play",
      tones: "",
      stopOn: [],
      firstToneMs: 5000,
      interToneMs: 1000,
    };
    const collect = { ...keys, phase: "prompting", bargeIn: true, secret: false } as const;
    const turn = missed("play", more, { collect });
    expect([turn.record.collect?.phase, turn.timers?.collect]).toEqual(["listening", 5000]);
    const other = missed("sendDtmf", more, { collect });
    expect([other.record.collect, other.timers?.collect]).toEqual([collect, undefined]);
  });

  test("has no effect on an operation that has ended", () => {
    const turn = turnOf();
    onOperationTimer(turn, "play");
    expect([turn.effects, turn.record.givenUp]).toEqual([[], undefined]);
  });
});
