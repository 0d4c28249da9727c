import type { CallRecord } from "../record/call-record.js";
import type { CollectResult } from "../words/inputs-and-results.js";
import { finishOperation } from "./finish-operation.js";
import { type Origin, type Turn, timerNames } from "./turn.js";
import { writeOutcome } from "./write-outcome.js";

/** How many results are kept for whoever asks again under their names: a bot that makes up a new name for each turn of its menu must not fill the record. */
const mostKept = 100;

/** The collection is over. */
export function finishCollect(turn: Turn, endedBy: CollectResult["endedBy"], origin: Origin): void {
  const { collect, collected } = turn.record;
  if (!collect) return;
  const result: CollectResult = { tones: collect.tones, endedBy };
  turn.set({
    collect: undefined,
    collected: collect.key === undefined ? collected : keep(collected, collect.key, result),
  });
  if (collect.forCommand) writeOutcome(turn, { id: collect.operation, value: { ...result } });
  turn.timer(timerNames.collect, null);
  finishOperation(turn, collect.operation, { outcome: "completed", value: { ...result } }, origin);
}

function keep(collected: CallRecord["collected"], key: string, result: CollectResult): CallRecord["collected"] {
  return Object.fromEntries([...Object.entries(collected), [key, result] as const].slice(-mostKept));
}
