import { describe, expect, test } from "vitest";
import type { MoveRecord } from "../record/move-record.js";
import { turnOf, underWay } from "../testing/turn.fixture.js";
import { phone } from "../words/to-party.js";
import { onMoveTimer } from "./move.js";
import { recover } from "./recover.js";

const move: MoveRecord = {
  ...{ operation: "transfer", part: "addParticipant", phase: "moving", other: "other" },
  ...{ agent: phone("+14255550142"), caller: phone("+14255550123"), seen: { agent: false, caller: true } },
};
const operations = [underWay("transfer", { timeoutMs: 60_000 }), underWay("addParticipant")];

describe("an instance that takes the call over", () => {
  const takenOver = (phase: MoveRecord["phase"], change: object = {}) => {
    const turn = turnOf({ operations, move: { ...move, phase }, ...change });
    recover(turn);
    return turn;
  };

  test("goes on leaving", () => {
    expect(takenOver("leaving").effects).toContain("leave-moved");
  });

  test("ends the other call, once this one is over", () => {
    const over = { state: "disconnected", operations: [] } as const;
    expect(takenOver("ending", over).effects).toEqual(["end-other"]);
  });

  test("waits for the provider's report, and for ten seconds at least", () => {
    for (const phase of ["moving", "moved"] as const) {
      expect(takenOver(phase).timers).toMatchObject({ "op:transfer": 60_000 });
      const late = { operations: [underWay("transfer", { timeoutMs: 1000 })] };
      expect(takenOver(phase, late).timers).toMatchObject({ "op:transfer": 10_000 });
    }
  });
});

test("a bot that is leaving does not begin to leave again", () => {
  const leaving = { ...move, phase: "leaving" } as const;
  const effects = (more: Parameters<typeof turnOf>[0]) => {
    const turn = turnOf({ move: leaving, ...more });
    onMoveTimer(turn, leaving);
    expect(turn.timers).toEqual({ "op:transfer": 20_000 });
    return turn.effects;
  };
  expect([effects({ operations }), effects({ operations: [...operations, underWay("hangUp")] })]).toEqual([
    ["leave-moved"],
    [],
  ]);
});

test("a move whose time is up is given up: what is reported of it later is not taken for another one's", () => {
  const turn = turnOf({ operations, move });
  onMoveTimer(turn, move);
  expect(turn.record).toMatchObject({ givenUp: ["addParticipant"], move: undefined, operations: [] });
});
