import type { CallRecord } from "./call-record.js";

/** Over, and nobody is owed anything. */
export function isFinal({ state, owed, operations }: CallRecord): boolean {
  return state === "disconnected" && owed.length === 0 && Object.keys(operations).length === 0;
}
