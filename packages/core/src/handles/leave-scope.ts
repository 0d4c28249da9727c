import { CallingError } from "../words/calling-error.js";

/** Leaving the scope of a call hangs it up. One that turns out to be over, or another instance's, is left alone: nothing is to be ended here. */
export async function leaveScope(hangUp: () => PromiseLike<unknown>): Promise<void> {
  try {
    await hangUp();
  } catch (error) {
    if (!CallingError.is(error) || (error.code !== "call-ended" && error.code !== "superseded")) throw error;
  }
}
