import type { CallState } from "@trunkline/core";

/**
 * Graph's states in core's words. `hold`, `transferring` and `transferAccepted` are facts beside a call that stays connected;
 * `redirecting` is in no documented example and moves nothing. `ringing` is in the pages and in beta, not in the v1.0 metadata.
 */
const states: ReadonlyMap<string, CallState | "beside"> = new Map([
  ["incoming", "incoming"],
  ["establishing", "connecting"],
  ["ringing", "ringing"],
  ["established", "connected"],
  ["hold", "connected"],
  ["transferring", "connected"],
  ["transferaccepted", "connected"],
  ["redirecting", "beside"],
  ["terminating", "disconnecting"],
  ["terminated", "disconnected"],
]);

/** Reads a state, in any case. `beside`: known, and no state of ours. `undefined`: not known. */
export function readState(word: string): CallState | "beside" | undefined {
  return states.get(word.toLowerCase());
}
