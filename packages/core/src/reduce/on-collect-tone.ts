import type { Tone } from "../words/tone.js";
import { finishCollect } from "./finish-collect.js";
import { type Origin, type Turn, timerNames } from "./turn.js";

/** A tone for the collection under way, if there is one. */
export function onCollectTone(turn: Turn, tone: Tone, origin: Origin): void {
  const { collect } = turn.record;
  if (!collect) return;
  if (collect.phase === "prompting") {
    if (!collect.bargeIn) return;
    turn.perform("cancel-media");
  }
  const { promptOperation: _, ...listening } = collect;
  if (collect.stopOn.includes(tone)) {
    turn.set({ collect: { ...listening, phase: "listening" } });
    return finishCollect(turn, "stop-tone", origin);
  }
  const tones = collect.tones + tone;
  turn.set({ collect: { ...listening, phase: "listening", tones } });
  if (collect.max !== undefined && tones.length >= collect.max) return finishCollect(turn, "max", origin);
  turn.timer(timerNames.collect, collect.interToneMs);
}
