import { expect, test } from "vitest";
import { callback, now, turnOf, underWay } from "../testing/turn.fixture.js";
import { onOperation } from "./operation-progress.js";
import { endCall } from "./state.js";

const redirect = { verb: "redirect", operation: "redirect" } as const;
const failed = {
  kind: "operation",
  id: "s",
  at: now,
  call: { key: "k" },
  verb: "redirect",
  outcome: "failed",
} as const;

/** A redirect fails of a call that rang before. */
function givenBack(change = {}, limits = {}, signal = {}) {
  const incoming = { direction: "incoming", state: "incoming", wasConnected: false, decision: redirect } as const;
  const turn = turnOf(
    { ...incoming, endingVerb: "redirect", decideBy: 0, operations: [underWay("redirect")], ...change },
    { adapter: { limits } },
  );
  onOperation(turn, { ...failed, operationId: "redirect", ...signal }, callback);
  return turn;
}

test("a caller who is given back rings anew: the bot has the time of a new call, and the provider a second more", () => {
  const turn = givenBack({}, { answerWithinMs: 30_000 });
  expect(turn.record).toMatchObject({ decideBy: now + 29_000, returned: { times: 1 }, state: "incoming" });
  expect([turn.record.decision, turn.record.endingVerb]).toEqual([undefined, undefined]);
  expect(turn.timers).toEqual({ "op:redirect": null, reconcile: null, decide: 29_000, "ring-over": 30_000 });
  expect(turn.happenings.map(({ type, source }) => [type, source])).toEqual([
    ["operation-failed", "event"],
    ["incoming", "event"],
  ]);
  expect(givenBack().timers).toMatchObject({ decide: 14_000, "ring-over": 15_000 });
});

test("each return is an event of its own", () => {
  const ids = [undefined, { times: 1, reason: { kind: "busy", code: 0, subcode: 0, message: "" } }].map((returned) =>
    givenBack({ returned }).happenings.at(-1),
  );
  expect(new Set(ids.map((happening) => happening?.id)).size).toBe(2);
});

test("a redirect that is not the decision, or of a call that is not incoming, gives nobody back", () => {
  for (const change of [
    { decision: { verb: "answer", operation: "a" } },
    { decision: { verb: "redirect", operation: "later" } },
    { state: "connecting" },
  ])
    expect(givenBack(change).record.returned).toBeUndefined();
  expect(givenBack({}, {}, { verb: "transfer" }).record.returned).toBeUndefined();
});

test("a redirect that the provider names by its own id alone gives the caller back as well", () => {
  const operations = [underWay("redirect", { providerOperationId: "p" })];
  const by = { operationId: undefined, providerOperationId: "p" };
  expect(givenBack({ operations }, {}, by).record.returned?.times).toBe(1);
});

test("a caller who hangs up while the target of a redirect rings has canceled, and the redirect has failed", () => {
  const ringing = { direction: "incoming", state: "incoming", wasConnected: false, decision: redirect } as const;
  const ended = (kind: "canceled" | "unknown", completes: "signal" | "acceptance") => {
    const turn = turnOf(
      { ...ringing, endingVerb: "redirect", operations: [underWay("redirect")] },
      {
        adapter: {
          endReason: (said) => ({ ...said, kind }),
          verbs: { redirect: { completes, run: async () => ({}) } },
        },
      },
    );
    endCall(turn, { code: 487, subcode: 0, message: "" }, callback);
    return [turn.record.end?.kind, turn.ended.map(({ outcome }) => outcome.outcome)];
  };
  expect(ended("canceled", "signal")).toEqual(["canceled", ["failed"]]);
  expect(ended("unknown", "signal")).toEqual(["redirected", ["completed"]]);
  expect(ended("canceled", "acceptance")).toEqual(["redirected", ["completed"]]);
});
