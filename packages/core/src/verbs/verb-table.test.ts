import { describe, expect, test } from "vitest";
import { keepAlive } from "../operations/own-requests.js";
import { knownCall } from "../testing/turn.fixture.js";
import { answer } from "./answer.js";
import { create } from "./create.js";
import { hangUp } from "./hang-up.js";
import { join } from "./join.js";
import { play } from "./media/play.js";
import { sendDtmf } from "./media/send-dtmf.js";
import { redirect } from "./redirect.js";
import { reject } from "./reject.js";
import { callVerbs, verbTable } from "./verb-table.js";

const call = knownCall();

describe("the table of verbs", () => {
  test("has each verb under its own name", () => {
    for (const [name, verb] of [...Object.entries(verbTable), ...Object.entries(callVerbs)])
      expect(verb.name).toBe(name);
  });

  const having = (has: "opens" | "dials") => Object.values(verbTable).flatMap((verb) => (verb[has] ? [verb.name] : []));

  test("says which verbs need a connected call, begin one, or call somebody on the way", () => {
    const withoutLine = Object.values(verbTable).flatMap(({ name, needsLine }) => (needsLine ? [] : [name]));
    expect(withoutLine.sort()).toEqual([
      ...["answer", "create", "hangUp", "inspect", "join", "keepAlive", "redirect", "reject"],
    ]);
    expect([having("opens"), having("dials")]).toEqual([
      ["create", "join"],
      ["redirect", "transfer", "addParticipant"],
    ]);
  });

  test("says how a provider refuses what it has done already", () => {
    const repeated = Object.values(verbTable).flatMap(({ name, refusedWhenDone }) =>
      refusedWhenDone ? [[name, refusedWhenDone]] : [],
    );
    const taken = ["conflict", "call-ended"];
    expect(repeated).toEqual([
      ...[
        ["answer", taken],
        ["reject", taken],
        ["redirect", taken],
        ["hangUp", ["call-ended"]],
      ],
    ]);
  });

  test("shows the figures of the provider that bear on a verb", () => {
    const range = { min: 1, max: 9 };
    expect(create.figures?.({ groupTargets: range, setUpMs: 7 })).toEqual({ mostParties: 9, setUpMs: 7 });
    expect(create.figures?.({})).toEqual({ mostParties: undefined, setUpMs: undefined });
    expect(join.figures?.({ setUpMs: 7 })).toEqual({ setUpMs: 7 });
    expect(keepAlive.figures?.({ keepAliveEveryMs: 7 })).toEqual({ everyMs: 7 });
    expect(play.figures?.({ prompts: 7 })).toEqual({ promptsAtOnce: 7 });
    expect([answer, reject].map(({ figures }) => figures?.({ answerWithinMs: 7 }))).toEqual([
      { withinMs: 7 },
      { withinMs: 7 },
    ]);
    expect(redirect.figures?.({ answerWithinMs: 7, redirectTargets: 2, redirectRingMs: range })).toEqual({
      ...{ withinMs: 7, targets: 2, leastRingMs: 1, mostRingMs: 9 },
    });
    expect(sendDtmf.figures?.({ sendDtmfTones: 7, sendDtmfGap: true })).toEqual({ tonesAtOnce: 7, gap: true });
  });

  test("says how long another instance waits for an outcome, and what it makes of none", () => {
    const patience = Object.values(callVerbs).map(({ name, elsewhere }) => [name, elsewhere.patienceMs] as const);
    expect(patience.filter(([, ms]) => ms !== 30_000)).toEqual([
      ["transfer", 90_000],
      ["sendDtmf", 120_000],
      ["collectDtmf", undefined],
      ["play", undefined],
      ["addParticipant", 90_000],
    ]);
    expect(hangUp.elsewhere.whenEnded?.(call.record)).toEqual({ warnings: [] });
    expect(callVerbs.collectDtmf.elsewhere.whenEnded?.(call.record)).toEqual({ tones: "", endedBy: "call-ended" });
    const bearing = Object.values(callVerbs).filter(({ elsewhere }) => elsewhere.bearsKeys);
    expect(bearing.map(({ name }) => name)).toEqual(["sendDtmf", "collectDtmf"]);
  });
});
