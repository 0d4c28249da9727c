import type { CommandOutcome } from "../record/command.js";
import type { Turn } from "./turn.js";

/** How many outcomes are kept for the instances that wait for them. */
const kept = 16;

/**
 * Writes the outcome of a command into the record of the call, where the instance that sent it looks. The end is added to the acceptance;
 * the first end counts.
 */
export function writeOutcome(turn: Turn, outcome: CommandOutcome): void {
  const before = turn.record.outcomes?.find(({ id }) => id === outcome.id);
  if (!before || !isOver(before)) keep(turn, { ...before, ...outcome });
}

/**
 * The instance that sent a command has read its outcome. It is dropped, together with anything written later, because there may be keys
 * in it.
 */
export function dropOutcome(turn: Turn, id: string): void {
  keep(turn, { id, value: null });
}

function keep(turn: Turn, outcome: CommandOutcome): void {
  const { outcomes = [] } = turn.record;
  const others = outcomes.filter(({ id }) => id !== outcome.id);
  turn.set({ outcomes: [...others, outcome].slice(-kept) });
}

function isOver({ value, error }: CommandOutcome): boolean {
  return value !== undefined || error !== undefined;
}
