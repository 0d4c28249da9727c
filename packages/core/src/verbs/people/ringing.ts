import type { KnownCall } from "../../operations/check-verb.js";
import { CallingError } from "../../words/calling-error.js";
import { checkMs } from "../../words/validate.js";

type Asking = Pick<KnownCall, "adapter">;

/** @throws CallingError `invalid-request` for a time that the provider does not take. */
export function checkRing({ adapter }: Asking, ringMs: number | undefined): void {
  const about = { provider: adapter.name, verb: "addParticipant" };
  checkMs("addParticipant: ringMs", ringMs, about);
  const range = adapter.limits.addParticipantRingMs;
  if (ringMs === undefined || !range || (ringMs >= range.min && ringMs <= range.max)) return;
  const message = `addParticipant: ringMs is ${ringMs}; ${adapter.name} takes ${range.min} to ${range.max}`;
  throw new CallingError("invalid-request", message, {
    ...about,
    hint: "Leave ringMs out for the provider's own time.",
  });
}

/** What becomes of a time where the provider takes none. */
export function ringWarnings({ adapter }: Asking, { ringMs }: { readonly ringMs?: number }): readonly string[] {
  if (ringMs === undefined || adapter.limits.addParticipantRingMs) return [];
  return [`ringMs: ${adapter.name} takes no such time; they ring for as long as it lets them`];
}
