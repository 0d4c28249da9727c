import { describe, expect, test } from "vitest";
import type { CollectRecord } from "../record/call-record.js";
import { callback, now, turnOf, underWay } from "../testing/turn.fixture.js";
import { beginCollect, finishCollect, onCollectTimer, onCollectTone, onPromptEnded } from "./collect.js";
import { emitHeldTones, onDtmf, onToneGap } from "./dtmf.js";
import type { Turn } from "./turn.js";

const key = (sequence: number | undefined, tone: "1" | "2" | "3" | "4" = "1", more: object = {}) =>
  ({ kind: "dtmf", id: `tone:${sequence}`, at: now, call: { key: "k" }, tone, sequence, ...more }) as const;

/** The keys that were told, in order. */
const told = ({ happenings }: Turn) => happenings.flatMap((event) => ("tone" in event ? [event.tone] : []));

function press(turn: Turn, ...sequences: readonly number[]): Turn {
  for (const sequence of sequences) onDtmf(turn, key(sequence, String(sequence) as "1"));
  return turn;
}

describe("keys are told", () => {
  test("in order, each once, from the first, whose number is 1 or 0", () => {
    expect(told(press(turnOf(), 2, 3, 2, 1, 1, 3))).toEqual(["1", "2", "3"]);
    const fromZero = turnOf();
    for (const sequence of [0, 1]) onDtmf(fromZero, key(sequence));
    expect([told(fromZero), fromZero.record.nextTone]).toEqual([["1", "1"], 2]);
  });

  test("as they come if they have no numbers", () => {
    const turn = turnOf({ nextTone: 5 });
    for (const tone of ["3", "1"] as const) onDtmf(turn, key(undefined, tone));
    expect([told(turn), turn.record.heldTones, turn.record.nextTone]).toEqual([["3", "1"], [], 5]);
  });

  test("with their wire form, unless they are a secret or have none", () => {
    const raws = (secret: boolean, raw: object) => {
      const collect = { ...listening, secret };
      const turn = turnOf({ collect });
      onDtmf(turn, key(1, "1", raw));
      return turn.happenings.map((event) => [event.raw, "secret" in event && event.secret]);
    };
    expect(raws(false, { raw: { a: 1 } })).toEqual([[{ a: 1 }, false]]);
    expect(raws(true, { raw: { a: 1 } })).toEqual([[undefined, true]]);
    expect(raws(false, {})).toEqual([[undefined, false]]);
    const turn = turnOf();
    onDtmf(turn, key(1, "1", { raw: { a: 1 }, at: 7 }));
    expect(turn.happenings).toMatchObject([{ id: "k:tone:1:dtmf-received", at: 7, source: "event", secret: false }]);
  });

  test("on a call that is over no more", () => {
    expect(press(turnOf({ state: "disconnected" }), 1).happenings).toEqual([]);
  });
});

describe("a missing key", () => {
  test("is waited for during 300 ms from the first key after it, not from later ones", () => {
    const turn = press(turnOf(), 1);
    expect(turn.timers).toEqual({ tones: null });
    press(turn, 3);
    expect([turn.timers, told(turn)]).toEqual([{ tones: 300 }, ["1"]]);
    turn.timers = undefined;
    press(turn, 4);
    expect(turn.timers).toBeUndefined();
    press(turn, 2);
    expect([turn.timers, told(turn)]).toEqual([{ tones: null }, ["1", "2", "3", "4"]]);
  });

  test("is waited for anew once another one has come", () => {
    const turn = press(turnOf({ nextTone: 1 }), 2, 4);
    turn.timers = undefined;
    press(turn, 1);
    expect([turn.timers, told(turn)]).toEqual([{ tones: 300 }, ["1", "2"]]);
  });

  test("is skipped after that, and a key that comes after the skip is ignored", () => {
    const turn = press(turnOf(), 1, 3);
    onToneGap(turn);
    press(turn, 2, 4);
    expect([told(turn), turn.record.nextTone, turn.timers]).toEqual([["1", "3", "4"], 5, { tones: null }]);
  });

  test("is skipped at once, one after the other, when no more keys will come", () => {
    const turn = press(turnOf(), 1, 3, 4);
    onDtmf(turn, key(9, "2"));
    emitHeldTones(turn);
    expect([told(turn), turn.record.heldTones]).toEqual([["1", "3", "4", "2"], []]);
    const none = turnOf();
    onToneGap(none);
    expect([none.timers, none.record.nextTone]).toEqual([undefined, undefined]);
  });
});

const listening: CollectRecord = {
  ...{ operation: "c", phase: "listening", tones: "", stopOn: [], firstToneMs: 5000, interToneMs: 1000 },
  ...{ bargeIn: false, secret: false },
};
const prompting: CollectRecord = { ...listening, phase: "prompting", promptOperation: "p" };

function collecting(collect: CollectRecord, change = {}): Turn {
  return turnOf({ collect, operations: [underWay("collectDtmf", { id: "c" })], ...change });
}

const collect = (turn: Turn, tones: string) => {
  for (const tone of tones) onCollectTone(turn, tone as "1", callback);
  return turn;
};

/** What the collection yielded; `undefined` while it goes on. */
const yielded = (turn: Turn) => turn.ended[0]?.outcome.value;

describe("a collection", () => {
  test("listens at once without a prompt, else from its end on", () => {
    const { phase: _, tones: __, ...begun } = listening;
    const turn = turnOf();
    beginCollect(turn, begun);
    expect([turn.record.collect, turn.timers]).toEqual([listening, { collect: 5000 }]);
    const withPrompt = turnOf();
    beginCollect(withPrompt, { ...begun, promptOperation: "p" });
    expect([withPrompt.record.collect, withPrompt.timers]).toEqual([prompting, undefined]);
    onPromptEnded(withPrompt, { outcome: "canceled" }, callback);
    expect([withPrompt.record.collect, withPrompt.timers]).toEqual([listening, { collect: 5000 }]);
    withPrompt.timers = undefined;
    onPromptEnded(withPrompt, { outcome: "completed" }, callback);
    expect(withPrompt.timers).toBeUndefined();
  });

  test("fails with its prompt, for the same reason", () => {
    const result = { code: 400, subcode: 1, message: "m" };
    const failed = (why: object) => {
      const turn = collecting(prompting);
      onPromptEnded(turn, { outcome: "failed", ...why }, callback);
      return [turn.record.collect, turn.timers?.collect, turn.ended[0]?.outcome];
    };
    const outcome = { outcome: "failed", warnings: [] };
    expect(failed({ result, hint: "Wait." })).toStrictEqual([
      undefined,
      undefined,
      { ...outcome, result, hint: "Wait." },
    ]);
    expect(failed({})).toStrictEqual([undefined, undefined, outcome]);
  });

  test("takes keys during the prompt only where they may stop it", () => {
    const deaf = collect(collecting(prompting), "1");
    expect([deaf.record.collect, deaf.effects]).toEqual([prompting, []]);
    const turn = collect(collecting({ ...prompting, bargeIn: true }), "12");
    expect([turn.record.collect, turn.effects]).toEqual([
      { ...listening, bargeIn: true, tones: "12" },
      ["cancel-media"],
    ]);
    expect(collect(collecting(listening), "1").effects).toEqual([]);
  });

  test("waits for the next key after each, and ends when it does not come", () => {
    const turn = collect(collecting(listening), "12");
    expect([turn.record.collect?.tones, turn.timers]).toEqual(["12", { collect: 1000 }]);
    onCollectTimer(turn);
    expect([yielded(turn), turn.record.collect]).toEqual([{ tones: "12", endedBy: "inter-tone-timeout" }, undefined]);
    expect(turn.timers?.collect).toBeNull();
    const silent = collecting(listening);
    onCollectTimer(silent);
    expect(yielded(silent)).toEqual({ tones: "", endedBy: "no-input" });
    const deaf = collecting(prompting);
    onCollectTimer(deaf);
    expect(deaf.ended).toEqual([]);
  });

  test("ends with the last key that it may take, or with a stop key, which is not part of it", () => {
    expect(yielded(collect(collecting({ ...listening, max: 2 }), "1"))).toBeUndefined();
    expect(yielded(collect(collecting({ ...listening, max: 2 }), "12"))).toEqual({ tones: "12", endedBy: "max" });
    const stopOn = ["#"] as const;
    expect(yielded(collect(collecting({ ...listening, stopOn, max: 2 }), "1#"))).toEqual({
      tones: "1",
      endedBy: "stop-tone",
    });
    expect(yielded(collect(collecting({ ...prompting, bargeIn: true, stopOn }), "#"))).toEqual({
      ...{ tones: "", endedBy: "stop-tone" },
    });
  });

  test("keeps its result under its key, and the hundred last ones", () => {
    const collected = Object.fromEntries(
      Array.from({ length: 100 }, (_, nth) => [`k${nth}`, { tones: "", endedBy: "max" as const }]),
    );
    const turn = collecting({ ...listening, key: "pin" }, { collected });
    finishCollect(turn, "max", callback);
    expect(Object.keys(turn.record.collected)).toEqual([...Object.keys(collected).slice(1), "pin"]);
    const keyless = collecting(listening, { collected });
    finishCollect(keyless, "max", callback);
    expect(keyless.record.collected).toEqual(collected);
  });

  test("for another instance has its outcome written for that one, and no other collection has", () => {
    const turn = collecting({ ...listening, tones: "12", forCommand: true });
    finishCollect(turn, "max", callback);
    expect(turn.record.outcomes).toEqual([{ id: "c", value: { tones: "12", endedBy: "max" } }]);
    const local = collecting(listening);
    finishCollect(local, "max", callback);
    expect(local.record.outcomes).toBeUndefined();
  });

  test("that is over takes no keys", () => {
    const turn = turnOf();
    collect(turn, "1");
    finishCollect(turn, "max", callback);
    expect([turn.record.collect, turn.timers, turn.ended]).toEqual([undefined, undefined, []]);
  });
});
