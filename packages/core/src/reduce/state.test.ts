import { describe, expect, test } from "vitest";
import { callback, now, turnOf, underWay } from "../testing/turn.fixture.js";
import { phone } from "../words/to-party.js";
import { endCall, moveTo, onState, setKeepAlive, setProviderCallId } from "./state.js";

const said = { code: 486, subcode: 10, message: "Busy." };
const signal = { id: "s", at: now, call: { key: "k" } } as const;

describe("a call that moves on", () => {
  test("emits its new state, once and never backwards", () => {
    const turn = turnOf({ state: "connecting", wasConnected: false, inLobby: true });
    moveTo(turn, "ringing", callback);
    moveTo(turn, "connecting", callback);
    moveTo(turn, "ringing", callback);
    expect(turn.happenings).toMatchObject([
      { id: "k:state:ringing:call-changed", type: "call-changed", state: "ringing", inLobby: true, source: "event" },
    ]);
    expect(turn.timers).toBeUndefined();
  });

  test("rings no longer", () => {
    const turn = turnOf({ state: "incoming", wasConnected: false });
    moveTo(turn, "connecting", callback);
    expect(turn.timers).toEqual({ "ring-over": null });
  });

  test("and is connected needs no deadline, is looked after, and completes its answer", () => {
    const turn = turnOf(
      { state: "connecting", wasConnected: false, operations: [underWay("answer"), underWay("subscribeDtmf")] },
      { random: () => 0.5, adapter: { limits: { keepAliveEveryMs: 60_000 } } },
    );
    moveTo(turn, "connected", callback);
    expect(turn.timers).toEqual({
      ...{ "set-up": null, decide: null, reconcile: 300_000, "keep-alive": 57_000, "op:answer": null },
    });
    expect(turn.record).toMatchObject({ state: "connected", wasConnected: true });
    expect(turn.ended).toMatchObject([{ operation: { verb: "answer" }, outcome: { outcome: "completed" } }]);
    expect(turn.happenings.map(({ id }) => id)).toEqual([
      "k:connected:call-connected",
      "k:operation:answer:operation-completed",
    ]);
  });

  test("stays over", () => {
    const turn = turnOf({ state: "disconnected" });
    moveTo(turn, "connected", callback);
    endCall(turn, said, callback);
    expect([turn.record.state, turn.record.end, turn.happenings]).toEqual(["disconnected", undefined, []]);
  });
});

describe("a call that ends", () => {
  const ended = (change = {}, result?: typeof said, forced?: "no-answer") => {
    const turn = turnOf(change);
    endCall(turn, result, callback, forced);
    return turn;
  };
  const kindOf = (change = {}, forced?: "no-answer") => ended(change, said, forced).record.end;

  test.each([
    ["hangUp", "hung-up"],
    ["reject", "rejected"],
    ["redirect", "redirected"],
    ["transfer", "transferred"],
  ] as const)("after %s was accepted was %s, with the provider's figures", (endingVerb, kind) => {
    expect(kindOf({ endingVerb }, "no-answer")).toEqual({ kind, ...said });
  });

  test("while a hang-up or a decision is on its way was ended by it, except by an answer", () => {
    expect(kindOf({ operations: [underWay("hangUp")] })).toMatchObject({ kind: "hung-up" });
    const decided = (verb: string, state = "incoming") => kindOf({ state, decision: { verb, operation: "x" } });
    expect(decided("redirect")).toMatchObject({ kind: "redirected" });
    expect(decided("reject")).toMatchObject({ kind: "rejected" });
    expect(decided("answer")).toMatchObject({ kind: "busy" });
    expect(decided("redirect", "connected")).toMatchObject({ kind: "busy" });
  });

  test("has the reason that is known here, else the one of the adapter", () => {
    expect(kindOf({}, "no-answer")).toEqual({ kind: "no-answer", ...said });
    expect(kindOf()).toEqual({ kind: "busy", ...said });
  });

  test("without a reason says so, where nothing else is known of it", () => {
    const silent = (kind: "unknown" | "failed", figures: Partial<typeof said> = {}) => {
      const endReason = () => ({ kind, code: 0, subcode: 0, message: "", ...figures });
      const turn = turnOf({}, { adapter: { endReason } });
      endCall(turn, undefined, callback);
      return turn.record.end?.message;
    };
    expect(silent("unknown")).toBe("the provider gave no reason");
    expect(silent("failed")).toBe("");
    expect(silent("unknown", { message: "m" })).toBe("m");
    expect(silent("unknown", { code: 1 })).toBe("");
    expect(silent("unknown", { subcode: 1 })).toBe("");
  });

  test("completes what exists to end or begin it, and a transfer or redirect only if somebody took the call; the rest fails", () => {
    const verbs = ["create", "join", "hangUp", "reject", "redirect", "transfer", "play"] as const;
    const outcomes = (change = {}) =>
      Object.fromEntries(
        ended({ operations: verbs.map((verb) => underWay(verb)), ...change }).ended.map(({ operation, outcome }) => [
          operation.verb,
          outcome.outcome,
        ]),
      );
    const completed = {
      create: "completed",
      join: "completed",
      hangUp: "completed",
      reject: "completed",
    };
    const failed = { redirect: "failed", transfer: "failed", play: "failed" };
    expect(outcomes()).toEqual({ ...completed, ...failed });
    for (const endingVerb of ["redirect", "transfer"] as const)
      expect(outcomes({ endingVerb })).toEqual({ ...completed, ...failed, [endingVerb]: "completed" });
    expect(ended({ operations: [underWay("play")] }, said).ended[0]?.outcome).toMatchObject({
      error: { code: "call-ended", reason: { kind: "busy" } },
    });
  });

  test("clears its timers, forgets collected keys, and stops no prompt", () => {
    const turn = turnOf({ collected: { pin: { tones: "1234", endedBy: "max" } } });
    turn.perform("cancel-media");
    endCall(turn, said, callback);
    const names = ["decide", "ring-over", "set-up", "tones", "keep-alive", "reconcile", "ask"];
    expect(turn.timers).toEqual(Object.fromEntries(names.map((name) => [name, null])));
    expect([turn.record.collected, turn.effects]).toEqual([{}, []]);
    expect(turn.happenings).toMatchObject([{ id: "k:ended:call-ended", reason: { kind: "busy" } }]);
  });

  test("names the party that picked up, with the provider's figures if it gave any", () => {
    const bob = phone("+14255550142");
    const bare = turnOf();
    onState(bare, { kind: "state", ...signal, state: "disconnected", answeredBy: bob }, callback);
    expect(bare.record.end).toEqual({ kind: "remote-hung-up", code: 0, subcode: 0, message: "", answeredBy: bob });
    const full = turnOf();
    onState(full, { kind: "state", ...signal, state: "disconnected", result: said, answeredBy: bob }, callback);
    expect(full.record.end).toEqual({ kind: "busy", ...said, answeredBy: bob });
    expect(Object.keys(ended({}, said).record.end ?? {})).not.toContain("answeredBy");
  });
});

test("signs of life are given up to a tenth earlier than needed, and not where the provider wants none", () => {
  const everyMs = (keepAliveEveryMs: number | undefined, random: number) => {
    const limits = keepAliveEveryMs === undefined ? {} : { keepAliveEveryMs };
    const turn = turnOf({}, { random: () => random, adapter: { limits } });
    setKeepAlive(turn);
    return turn.timers;
  };
  expect([everyMs(60_000, 0), everyMs(60_000, 0.999), everyMs(undefined, 0)]).toEqual([
    ...[{ "keep-alive": 60_000 }, { "keep-alive": 54_006 }, undefined],
  ]);
});

test("the first id that the provider gives a call stays", () => {
  const turn = turnOf({ providerCallId: "" });
  for (const id of [undefined, "", "p1", "p2"]) setProviderCallId(turn, id);
  expect(turn.record.providerCallId).toBe("p1");
});
