import type { Receipt } from "../record/command.js";
import type { Turn } from "./turn.js";

/** What became of an intent was read by whoever had it: it is kept no longer. */
export function onReceipt(turn: Turn, { of }: Receipt): void {
  const { outcomes = [] } = turn.record;
  if (outcomes.some(({ id }) => id === of)) turn.set({ outcomes: outcomes.filter(({ id }) => id !== of) });
}
