import type { CommandOutcome } from "../record/command.js";
import type { Turn } from "./turn.js";

/** How many outcomes are kept for the instances that wait for them. */
const kept = 16;

/**
 * Writes what became of a command into the record of the call, where the instance that sent it looks. An acceptance is added to by the
 * end; the first end counts.
 */
export function writeOutcome(turn: Turn, outcome: CommandOutcome): void {
  const { outcomes = [] } = turn.record;
  const before = outcomes.find(({ id }) => id === outcome.id);
  if (before && isOver(before)) return;
  const others = outcomes.filter((one) => one !== before);
  turn.set({ outcomes: [...others, { ...before, ...outcome }].slice(-kept) });
}

function isOver({ value, error }: CommandOutcome): boolean {
  return value !== undefined || error !== undefined;
}
