import { describe, expect, test } from "vitest";
import type { OperationSignal } from "../adapter/signal.js";
import { callback, turnOf, underWay } from "../testing/turn.fixture.js";
import { phone } from "../words/to-party.js";
import { closeOperation, findOperation, finishOperation, noteGivenUp } from "./finish-operation.js";
import { onAnswer, onOperation } from "./operation-progress.js";

const completed = (more: Partial<OperationSignal> = {}): OperationSignal => ({
  ...{ kind: "operation", id: "s", at: 0, call: { key: "k" }, verb: "play", outcome: "completed", ...more },
});

describe("a completion belongs to", () => {
  const a = underWay("play", { id: "a", providerOperationId: "pa" });
  const b = underWay("play", { id: "b", providerOperationId: "pb" });
  const find = (operations: readonly (typeof a)[], more: Partial<OperationSignal>, givenUp?: readonly string[]) =>
    findOperation(turnOf({ operations, ...(givenUp ? { givenUp } : {}) }).record, completed(more));

  test("the operation whose id it repeats", () => {
    expect(find([a, b], { operationId: "b", providerOperationId: "pa" })).toBe("b");
  });

  test("the operation that the provider calls by that id, if our own id is missing or not ours", () => {
    expect(find([a, b], { providerOperationId: "pb" })).toBe("b");
    expect(find([a, b], { operationId: "the bot's own", providerOperationId: "pb" })).toBe("b");
    expect(find([a, b], { verb: "sendDtmf", providerOperationId: "pb" })).toBe("b");
  });

  test("the operation of its verb, if either side has no id to compare", () => {
    const dtmf = underWay("sendDtmf");
    expect(find([dtmf, a], {})).toBe("a");
    expect(find([a, dtmf], { verb: "sendDtmf", providerOperationId: "px" })).toBe("sendDtmf");
    expect(find([dtmf], {})).toBeUndefined();
  });

  test("no operation with another id at the provider", () => {
    expect(find([a], { providerOperationId: "px" })).toBeUndefined();
    expect(find([underWay("transfer"), a], { verb: "hangUp" })).toBeUndefined();
  });

  test("no operation if it ends one that was given up", () => {
    expect(find([underWay("play")], { operationId: "old" }, ["older", "old"])).toBeUndefined();
    expect(find([underWay("play")], {}, ["old"])).toBe("play");
  });
});

test("an operation ends once: its event has its context, outcome and warnings, and its deadline is cleared", () => {
  const operation = underWay("play", { context: "greeting", warnings: ["too long"] });
  const turn = turnOf({ operations: [operation, underWay("sendDtmf")] });
  finishOperation(turn, "play", { outcome: "completed" }, callback);
  finishOperation(turn, "play", { outcome: "failed" }, callback);
  const outcome = { outcome: "completed", warnings: ["too long"] };
  expect(turn.happenings).toEqual([
    {
      ...{ id: "k:operation:play:operation-completed", at: callback.at, attempt: 1, source: "event", raw: undefined },
      ...{ type: "operation-completed", operation: "play", verb: "play", context: "greeting", outcome },
    },
  ]);
  expect(turn.ended).toEqual([{ operation, outcome, cause: callback }]);
  expect(turn.timers).toEqual({ "op:play": null });
  expect(turn.record.operations.map(({ id }) => id)).toEqual(["sendDtmf"]);
});

test("an operation that fails has an event of its own, without a context if it has none", () => {
  const turn = turnOf({ operations: [underWay("play")] });
  finishOperation(turn, "play", { outcome: "failed" }, callback);
  expect(turn.happenings[0]).toMatchObject({ type: "operation-failed" });
  expect(Object.keys(turn.happenings[0] ?? {})).not.toContain("context");
});

test("the end of an internal operation stays out of the outbox", () => {
  const turn = turnOf({ operations: [underWay("play", { internal: true }), underWay("sendDtmf")] });
  for (const id of ["play", "sendDtmf"]) finishOperation(turn, id, { outcome: "completed" }, callback);
  expect(turn.happenings.map((event) => "internal" in event && event.internal)).toEqual([true, false]);
  expect(turn.record.outbox.map((event) => "verb" in event && event.verb)).toEqual(["sendDtmf"]);
});

test("an operation can be closed without an event, once", () => {
  const turn = turnOf({ operations: [underWay("play")] });
  expect(closeOperation(turn, "play", { outcome: "completed" }, callback)).toMatchObject({ id: "play" });
  expect(closeOperation(turn, "play", { outcome: "completed" }, callback)).toBeUndefined();
  expect(turn.happenings).toEqual([]);
});

test("the last twenty operations that were given up are remembered", () => {
  const turn = turnOf();
  for (let nth = 1; nth <= 21; nth++) noteGivenUp(turn, String(nth));
  expect(turn.record.givenUp).toHaveLength(20);
  expect([turn.record.givenUp?.[0], turn.record.givenUp?.[19]]).toEqual(["2", "21"]);
});

describe("the provider's yes to a request", () => {
  const yes = (verb: Parameters<typeof underWay>[0], answer = {}, way = {}) => {
    const turn = turnOf({
      ...{
        participantId: "us",
        memo: "known",
        operations: [underWay("play"), underWay(verb, { id: "x", accepted: false })],
      },
    });
    onAnswer(turn, "x", answer, way);
    return turn;
  };

  test("is noted with the provider's id and its warnings, after those that were there", () => {
    const turn = turnOf({ operations: [underWay("play", { accepted: false, warnings: ["first"] })] });
    onAnswer(turn, "play", { providerOperationId: "px", warnings: ["second"] }, {});
    const noted = { accepted: true, providerOperationId: "px", warnings: ["first", "second"] };
    expect(turn.record.operations[0]).toMatchObject(noted);
    onAnswer(turn, "play", {}, {});
    expect(turn.record.operations[0]).toMatchObject(noted);
  });

  test("keeps what is known of the call unless it brings news", () => {
    expect(yes("transfer").record).toMatchObject({ participantId: "us", memo: "known" });
    expect(yes("transfer", { participantId: "", memo: null }).record).toMatchObject({
      participantId: "us",
      memo: null,
    });
    expect(yes("transfer", { participantId: "new" }).record).toMatchObject({ participantId: "new" });
  });

  test("to a hang-up, a rejection or a redirect decides how the call ends; to anything else it does not", () => {
    for (const verb of ["hangUp", "reject", "redirect"] as const) expect(yes(verb).record.endingVerb).toBe(verb);
    for (const verb of ["transfer", "answer", "sendDtmf"] as const) expect(yes(verb).record.endingVerb).toBeUndefined();
  });

  test("completes the operation if the provider says so, or no other end is to be expected", () => {
    expect(yes("transfer").ended).toEqual([]);
    expect(yes("transfer", {}, { completes: "event" }).ended).toEqual([]);
    for (const turn of [yes("transfer", { done: true }), yes("transfer", {}, { completes: "acceptance" })])
      expect(turn.ended).toMatchObject([{ operation: { id: "x" }, outcome: { outcome: "completed" } }]);
  });

  test("ends the call if the verb does", () => {
    expect(yes("reject").record.state).toBe("connected");
    const { state, end } = yes("reject", {}, { endsCall: true }).record;
    expect([state, end?.kind]).toEqual(["disconnected", "rejected"]);
  });

  test("moves the call to the state that it names", () => {
    const change = {
      state: "connecting",
      wasConnected: false,
      operations: [underWay("answer", { accepted: false })],
    } as const;
    const after = (answer: object) => {
      const turn = turnOf(change, { adapter: { limits: { keepAliveEveryMs: 60_000 } } });
      onAnswer(turn, "answer", answer, {});
      return [turn.record.state, turn.timers?.["keep-alive"]];
    };
    expect(after({ state: "ringing" })).toEqual(["ringing", 60_000]);
    expect(after({})).toEqual(["connecting", 60_000]);
  });

  test("to anything but an answer sets no sign of life", () => {
    const turn = turnOf({ operations: [underWay("play")] }, { adapter: { limits: { keepAliveEveryMs: 60_000 } } });
    onAnswer(turn, "play", {}, {});
    expect(turn.timers).toBeUndefined();
  });

  test("to an operation that has ended brings the id of the call all the same", () => {
    const turn = turnOf({ providerCallId: "" });
    onAnswer(turn, "play", { providerCallId: "p9", done: true }, { endsCall: true });
    expect([turn.record.providerCallId, turn.record.state, turn.ended]).toEqual(["p9", "connected", []]);
  });

  test("to stopping media gives the prompt five seconds to end, and leaves tones their own deadline", () => {
    const turn = turnOf({ operations: [underWay("play"), underWay("sendDtmf"), underWay("cancelMedia")] });
    onAnswer(turn, "cancelMedia", {}, {});
    expect(turn.timers).toEqual({ "op:play": 5000 });
    expect(turn.record.operations.map(({ stopping }) => stopping)).toEqual([true, undefined, undefined]);
    expect(yes("transfer").timers).toBeUndefined();
  });
});

describe("the provider's report of an end", () => {
  test("brings its result, hint and parties, each only if there is one", () => {
    const result = { code: 400, subcode: 1, message: "m" };
    const parties = { to: phone("+14255550142") };
    const turn = turnOf({ operations: [underWay("transfer")] });
    onOperation(turn, completed({ verb: "transfer", outcome: "failed", result, hint: "Wait.", parties }), callback);
    expect(turn.ended[0]?.outcome).toEqual({ outcome: "failed", result, hint: "Wait.", value: parties, warnings: [] });
    expect(turn.record.endingVerb).toBeUndefined();

    const bare = turnOf({ operations: [underWay("transfer")] });
    onOperation(bare, completed({ verb: "transfer" }), callback);
    expect(bare.ended[0]?.outcome).toStrictEqual({ outcome: "completed", warnings: [] });
    expect(bare.record.endingVerb).toBe("transfer");
  });

  test("has no effect without its operation", () => {
    const turn = turnOf({ operations: [] });
    onOperation(turn, completed({ verb: "transfer", outcome: "failed" }), callback);
    expect([turn.ended, turn.record.endingVerb]).toEqual([[], undefined]);
  });

  test("does not count a completed prompt as a transfer", () => {
    const turn = turnOf({ operations: [underWay("play")] });
    onOperation(turn, completed(), callback);
    expect(turn.record.endingVerb).toBeUndefined();
  });

  test("makes tones that were canceled a failure, and a prompt that was canceled none", () => {
    for (const [verb, outcome] of [
      ["sendDtmf", { outcome: "failed", error: { code: "operation-failed" } }],
      ["play", { outcome: "canceled" }],
    ] as const) {
      const turn = turnOf({ operations: [underWay(verb)] });
      onOperation(turn, completed({ verb, outcome: "canceled" }), callback);
      expect(turn.ended[0]?.outcome).toMatchObject(outcome);
    }
  });

  test("is that of a stopped prompt if the bot has stopped it, where the provider does not tell them apart", () => {
    for (const [operations, outcome] of [
      [[underWay("play")], "completed"],
      [[underWay("play", { stopping: true })], "canceled"],
      [[underWay("play"), underWay("cancelMedia")], "canceled"],
    ] as const) {
      const turn = turnOf({ operations });
      onOperation(turn, completed({ outcome: "ended" }), callback);
      expect(turn.ended[0]?.outcome.outcome).toBe(outcome);
    }
  });
});
