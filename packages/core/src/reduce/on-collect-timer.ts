import { finishCollect } from "./finish-collect.js";
import type { Turn } from "./turn.js";

/** The wait for the next tone is over. */
export function onCollectTimer(turn: Turn): void {
  const { collect } = turn.record;
  if (collect?.phase !== "listening") return;
  finishCollect(turn, collect.tones === "" ? "no-input" : "inter-tone-timeout", turn.own());
}
