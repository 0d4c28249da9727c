import { type Turn, timerNames } from "../reduce/turn.js";
import type { CollectRecord } from "./collect-record.js";

/** Begins to collect. Tones pressed before do not count. */
export function beginCollect(turn: Turn, collect: Omit<CollectRecord, "phase" | "tones">): void {
  const prompting = collect.promptOperation !== undefined;
  turn.set({ collect: { ...collect, phase: prompting ? "prompting" : "listening", tones: "" } });
  if (!prompting) turn.timer(timerNames.collect, collect.firstToneMs);
}
