import { describe, expect, test } from "vitest";
import type { Found } from "../adapter/verb.js";
import { now, turnOf, underWay } from "../testing/turn.fixture.js";
import { phone } from "../words/to-party.js";
import { askNow, askSoon, onFound } from "./inspection.js";
import { isHearsay, isLate, onHearsay } from "./late-or-astray.js";

const said = { code: 486, subcode: 10, message: "Busy." };
const signal = { id: "s", at: now, call: { key: "k" } } as const;

describe("asking the provider how a call stands", () => {
  const asked = (change = {}) => {
    const turn = turnOf(change);
    askNow(turn);
    return [turn.effects, turn.record.askedAt, turn.timers?.ask];
  };

  test("is done at once and again after two seconds, unless that is still to come by either clock", () => {
    expect(asked()).toEqual([["inspect"], now, 2000]);
    for (const askedAt of [now - 2000, now + 2000]) expect(asked({ askedAt })).toEqual([["inspect"], now, 2000]);
    for (const askedAt of [now - 1999, now + 1999]) expect(asked({ askedAt })).toEqual([[], askedAt, undefined]);
  });

  test("takes the provider's id of the call, and a call that is not over", () => {
    expect(asked({ providerCallId: "" })).toEqual([[], now, 2000]);
    expect(asked({ state: "disconnected" })).toEqual([[], undefined, undefined]);
  });

  test("waits two seconds for a callback where a request found the call gone", () => {
    const soon = (change = {}) => {
      const turn = turnOf(change);
      askSoon(turn);
      return turn;
    };
    expect(soon().timers).toEqual({ reconcile: 2000 });
    expect(soon({ state: "disconnected" }).timers).toBeUndefined();
    expect(soon({ providerCallId: "" }).record.state).toBe("connected");
    const offered = soon({ providerCallId: "", state: "incoming", wasConnected: false });
    expect(offered.record.end).toMatchObject({ kind: "canceled" });
    expect(offered.happenings).toMatchObject([{ type: "call-ended", source: "reconciled", at: now }]);
  });

  test("moves the call as a callback would", () => {
    const found = (state: "connected" | "disconnected" | "gone", change = {}, result?: typeof said) => {
      const turn = turnOf(change);
      onFound(turn, { state, ...(result ? { result } : {}) });
      return turn;
    };
    const open = { state: "connecting", wasConnected: false } as const;
    expect(found("connected", open).happenings).toMatchObject([
      { type: "call-connected", source: "reconciled", at: now },
    ]);
    expect(found("disconnected", {}, said).record.end).toEqual({ kind: "busy", ...said });
    expect(found("gone", {}, said).record.end).toEqual({ kind: "busy", ...said });
    expect(found("gone").record.end).toMatchObject({ kind: "unknown", code: 404, subcode: 0 });
    expect(found("gone", { ...open, direction: "incoming" }).record.end).toMatchObject({ kind: "canceled", code: 404 });
    expect(found("gone", { ...open, direction: "incoming" }, said).record.end).toMatchObject({ kind: "busy" });
    expect(found("gone", { direction: "incoming" }).record.end).toMatchObject({ kind: "unknown" });
    expect(found("gone", open).record.end).toMatchObject({ kind: "unknown" });
  });

  test("moves nothing when the provider only knows that the call exists", () => {
    for (const state of ["incoming", "connecting", "ringing", "connected", "disconnecting"] as const) {
      const turn = turnOf({ state });
      onFound(turn, { state: "alive" });
      expect(turn.record.state).toBe(state);
      expect([turn.happenings, turn.effects, turn.timers]).toEqual([[], [], undefined]);
    }
  });

  test("moves a caller who is not answered only to the end: waiting, and ringing elsewhere, are no states of the call", () => {
    const after = (state: Found["state"], verb?: "redirect" | "answer") => {
      const turn = turnOf({ state: "incoming", decision: verb && { verb, operation: "a" } });
      onFound(turn, { state });
      return turn.record.state;
    };
    for (const state of ["connecting", "ringing", "connected"] as const)
      expect([after(state), after(state, "redirect"), after(state, "answer")]).toEqual(["incoming", "incoming", state]);
    for (const verb of [undefined, "redirect"] as const)
      expect([after("gone", verb), after("disconnected", verb)]).toEqual(["disconnected", "disconnected"]);
  });

  test("leaves it to the hang-up under way to show whether it ended the call", () => {
    const after = (operations: Parameters<typeof turnOf>[0]) => {
      const turn = turnOf(operations);
      onFound(turn, { state: "gone" });
      return [turn.record.state, turn.timers?.reconcile];
    };
    expect(after({ operations: [underWay("hangUp", { accepted: false })] })).toEqual(["connected", 2000]);
    expect(after({ operations: [underWay("hangUp")] })[0]).toBe("disconnected");
    expect(after({ operations: [underWay("play", { accepted: false })] })[0]).toBe("disconnected");
  });
});

describe("a signal is late", () => {
  const late = (change: object, about: object) => isLate(turnOf(change).record, { ...signal, ...about } as never);

  test("once the call is over, unless it is one that no adapter knows", () => {
    expect(late({ state: "disconnected" }, { kind: "state", state: "disconnected" })).toBe(true);
    expect(late({ state: "disconnected" }, { kind: "unrecognized", type: "x" })).toBe(false);
  });

  test("when it reports a state that the call is past, not when it repeats one", () => {
    for (const [state, expected] of [
      ...[["ringing", true] as const, ["connected", false] as const, ["disconnecting", false] as const],
    ])
      expect(late({}, { kind: "state", state })).toBe(expected);
  });

  test("when its operation has ended", () => {
    expect(late({}, { kind: "operation", verb: "play", outcome: "completed" })).toBe(true);
    expect(late({ operations: [underWay("play")] }, { kind: "operation", verb: "play", outcome: "completed" })).toBe(
      false,
    );
  });

  test("when later keys have been delivered", () => {
    const key = { kind: "dtmf", tone: "1" };
    expect(late({ nextTone: 3 }, { ...key, sequence: 2 })).toBe(true);
    expect(late({ nextTone: 3 }, { ...key, sequence: 3 })).toBe(false);
    expect(late({ nextTone: 3 }, key)).toBe(false);
    expect(late({}, { ...key, sequence: 2 })).toBe(false);
  });

  test("when a later roster is known", () => {
    expect(late({ rosterSequence: 3 }, { kind: "participants", participants: [], sequence: 2 })).toBe(true);
    expect(late({ rosterSequence: 3 }, { kind: "participants", participants: [], sequence: 4 })).toBe(false);
  });
});

describe("a signal at the registered webhook", () => {
  const at = { ...signal, kind: "state", state: "connected", call: { alias: "p1" } } as const;

  test("is not believed once the call has an address of its own", () => {
    const { record } = turnOf({ direction: "incoming" });
    const decided = turnOf({ direction: "incoming", decision: { verb: "answer", operation: "a" } }).record;
    expect([isHearsay(record, at, {}), isHearsay(decided, at, {}), isHearsay(turnOf().record, at, {})]).toEqual([
      false,
      true,
      true,
    ]);
    expect(isHearsay(decided, { ...at, call: { key: "k" } }, {})).toBe(false);
    expect(isHearsay(decided, { ...at, kind: "incoming", from: phone("+1425"), to: phone("+1425") }, {})).toBe(false);
    expect(isHearsay(decided, at, { reportsAt: "webhook" })).toBe(false);
  });

  test("makes the provider be asked, and is reported unless an answer may have crossed it", () => {
    const heard = (change: object, path?: string) => {
      const turn = turnOf(change);
      onHearsay(turn, { ...at, ...(path === undefined ? {} : { path }) });
      return [turn.astray, turn.effects];
    };
    expect(heard({}, "/calls")).toEqual([[{ kind: "state", path: "/calls" }], ["inspect"]]);
    expect(heard({})).toEqual([[{ kind: "state", path: "" }], ["inspect"]]);
    expect(heard({ direction: "incoming" })).toEqual([[{ kind: "state", path: "" }], ["inspect"]]);
    expect(heard({ wasConnected: false })).toEqual([[{ kind: "state", path: "" }], ["inspect"]]);
    expect(heard({ direction: "incoming", wasConnected: false })).toEqual([[], ["inspect"]]);
  });
});
