import { CallingError } from "../errors/calling-error.js";
import type { Outcome } from "../record/happening.js";

/** What a store can keep of an error. */
export function failureOf(error: unknown): NonNullable<Outcome["error"]> {
  if (CallingError.is(error)) return { code: error.code, message: error.message };
  return { code: "timeout", message: `stopped waiting: ${error instanceof Error ? error.message : String(error)}` };
}
