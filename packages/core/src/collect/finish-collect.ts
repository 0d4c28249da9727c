import type { CollectResult } from "../call/results.js";
import { finishOperation } from "../reduce/finish-operation.js";
import { type Origin, type Turn, timerNames } from "../reduce/turn.js";

/** The collection is over. */
export function finishCollect(turn: Turn, endedBy: CollectResult["endedBy"], origin: Origin): void {
  const { collect, ...rest } = turn.record;
  if (!collect) return;
  const result: CollectResult = { tones: collect.tones, endedBy };
  const collected = collect.key === undefined ? rest.collected : { ...rest.collected, [collect.key]: result };
  turn.record = { ...rest, collected };
  turn.timer(timerNames.collect, null);
  finishOperation(turn, collect.operation, { outcome: "completed", value: { ...result } }, origin);
}
