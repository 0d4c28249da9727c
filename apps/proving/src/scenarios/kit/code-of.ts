import { CallingError } from "@trunkline/core";

/** The code of one of our errors; any other thing that was thrown is a mistake of the scenario's. */
export function codeOf(error: unknown): string {
  if (CallingError.is(error)) return error.code;
  throw error;
}

/** The error that a promise rejects with. */
export async function failureOf(promise: Promise<unknown>): Promise<CallingError> {
  try {
    await promise;
  } catch (error) {
    if (CallingError.is(error)) return error;
    throw error;
  }
  throw new Error("It did not fail.");
}
