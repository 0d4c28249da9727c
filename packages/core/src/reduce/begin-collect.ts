import type { CollectRecord } from "../record/collect-record.js";
import { type Turn, timerNames } from "./turn.js";

/** Begins to collect. Tones pressed before do not count. */
export function beginCollect(turn: Turn, collect: Omit<CollectRecord, "phase" | "tones">): void {
  const prompting = collect.promptOperation !== undefined;
  turn.set({ collect: { ...collect, phase: prompting ? "prompting" : "listening", tones: "" } });
  if (!prompting) turn.timer(timerNames.collect, collect.firstToneMs);
}
