import type { Ack } from "../record/command.js";
import type { Turn } from "./turn.js";

/** What became of a command was read by whoever had it: it is kept no longer. */
export function onAck(turn: Turn, { of }: Ack): void {
  const { outcomes = [] } = turn.record;
  if (outcomes.some(({ id }) => id === of)) turn.set({ outcomes: outcomes.filter(({ id }) => id !== of) });
}
