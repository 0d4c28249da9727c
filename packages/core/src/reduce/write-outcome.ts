import type { CommandOutcome } from "../record/command.js";
import type { Turn } from "./turn.js";

/** So many outcomes are kept for those who wait for them; each of them looks several times a second. */
const kept = 16;

/** Writes what became of a command into the record of the call, where whoever had it looks for it. The first word counts. */
export function writeOutcome(turn: Turn, outcome: CommandOutcome): void {
  const { outcomes = [] } = turn.record;
  if (!outcomes.some(({ id }) => id === outcome.id)) turn.set({ outcomes: [...outcomes, outcome].slice(-kept) });
}
