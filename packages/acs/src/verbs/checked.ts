import { CallingError } from "@trunkline/core";

/**
 * What `refuse` has already made sure of, for the type checker and for whoever calls `run` without it.
 * @throws CallingError `invalid-request` when it is missing all the same.
 */
export function checked<T>(value: T | undefined, missing: string): T {
  if (value === undefined) throw new CallingError("invalid-request", missing);
  return value;
}
