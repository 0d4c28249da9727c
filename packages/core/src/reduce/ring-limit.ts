import type { RingLimit } from "../record/call-record.js";
import { pendingOf } from "./finish-operation.js";
import { type Turn, timerNames } from "./turn.js";

/** The provider has given the call its id, by accepting it as a rule: from now on it rings, and can be hung up. */
export function startRinging(turn: Turn): void {
  const { ringLimit, wasConnected } = turn.record;
  if (ringLimit?.phase !== "set" || wasConnected) return;
  turn.set({ ringLimit: { ...ringLimit, phase: "running" } });
  turn.timer(timerNames.ring, ringLimit.ms);
}

/** How long a hang-up may take before the next one is tried, ms. */
const againMs = 20_000;

/** Nobody has answered in time, so the call is hung up, again and again until it is over. A hang-up that the bot had asked for before comes first. */
export function onRingTimer(turn: Turn): void {
  const { ringLimit, endingVerb } = turn.record;
  if (!ringLimit) return;
  turn.timer(timerNames.ring, againMs);
  if (pendingOf(turn, "hangUp").length > 0 || (endingVerb && !rangTooLong(turn.record))) return;
  turn.set({ ringLimit: { ...ringLimit, phase: "over" } });
  turn.perform("stop-ringing");
}

/** The time is up: an answer from now on is too late. */
export function rangTooLong({ ringLimit }: { readonly ringLimit: RingLimit | undefined }): boolean {
  return ringLimit?.phase === "over";
}

/** What the end of such a call says. */
export function rangFor(limit: RingLimit): string {
  return `nobody answered within ${limit.ms / 1000} s (ringMs), so the bot hung up`;
}
