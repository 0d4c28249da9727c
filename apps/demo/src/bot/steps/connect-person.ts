import { CallingError } from "trunkline";
import type { Scene, Step } from "../step.js";

/** Transfers the caller to a person. If that fails, the caller is still on the line. */
export async function connectPerson({ call, settings }: Scene): Promise<Step | undefined> {
  await call.play(settings.prompt("connecting"));
  try {
    await call.transfer(settings.person);
    return undefined;
  } catch (error) {
    if (!CallingError.is(error) || error.code !== "operation-failed") throw error;
    await call.play(settings.prompt("unavailable"));
    return { step: "goodbye" };
  }
}
