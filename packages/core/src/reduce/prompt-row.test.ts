import { expect, test } from "vitest";
import type { OperationRecord } from "../record/operation-record.js";
import { callback, turnOf, underWay } from "../testing/turn.fixture.js";
import { readCollectOptions } from "../verbs/collect/collect-options.js";
import { onCollectTone } from "./collect.js";
import { endOperation } from "./end-operation.js";
import { rowGoesOn } from "./prompt-row.js";
import { recover } from "./recover.js";

const row = underWay("play", { id: "row", row: { of: "row", from: 0 } });
const part = underWay("play", { id: "part", internal: true, row: { of: "row", from: 3 } });
const outcomes = (turn: ReturnType<typeof turnOf>) =>
  turn.ended.map(({ operation, outcome }) => [operation.id, outcome.outcome]);

test("a key that stops the prompt of a collection stops its row in the same turn", () => {
  const settings = readCollectOptions({ max: 2 });
  const collect = { ...settings, operation: "c", phase: "prompting", promptOperation: "row", tones: "" } as const;
  const turn = turnOf({ operations: [underWay("collectDtmf", { id: "c" }), row, part], collect });
  expect(rowGoesOn(turn, "row")).toBe(true);
  onCollectTone(turn, "1", callback);
  expect(rowGoesOn(turn, "row")).toBe(false);
  expect(turn.effects).toEqual(["cancel-media"]);
});

test("a row goes on after a part that was played, and ends in the same turn with one that was not", () => {
  const after = (outcome: "completed" | "canceled" | "failed") => {
    const turn = turnOf({ operations: [row, part] });
    endOperation(turn, "part", { outcome }, callback);
    return outcomes(turn);
  };
  expect(after("completed")).toEqual([["part", "completed"]]);
  expect(after("canceled")).toEqual([
    ["part", "canceled"],
    ["row", "canceled"],
  ]);
  expect(after("failed")).toEqual([
    ["part", "failed"],
    ["row", "failed"],
  ]);
});

test("a row that is being stopped ends with the part that plays, even if that was played to its end", () => {
  const turn = turnOf({ operations: [{ ...row, stopping: true }, part] });
  endOperation(turn, "part", { outcome: "completed" }, callback);
  expect(outcomes(turn)).toEqual([
    ["part", "completed"],
    ["row", "canceled"],
  ]);
});

test("a row whose instance died between two parts ends with the takeover", () => {
  const taken = (operations: readonly OperationRecord[]) => {
    const turn = turnOf({ operations });
    recover(turn);
    return outcomes(turn);
  };
  expect(taken([row])).toEqual([["row", "canceled"]]);
  expect(taken([{ ...row, accepted: false }])).toEqual([["row", "failed"]]);
  expect(taken([row, part])).toEqual([]);
});
