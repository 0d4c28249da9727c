import { CallingError } from "trunkline";
import type { Scene, Step } from "../step.js";

/** Opens a door that is a telephone: makes a second call, sends tones into it and hangs up. */
export async function openDoor(scene: Scene): Promise<Step | undefined> {
  const { call, settings } = scene;
  const announcement = call.play(settings.prompt("opening"));
  const opened = await dialDoor(scene);
  await announcement;
  await call.play(settings.prompt(opened ? "opened" : "closed"));
  return { step: "goodbye" };
}

async function dialDoor({ calling, call: caller, settings: { door, number } }: Scene): Promise<boolean> {
  try {
    // `await using` hangs up on every way out. The signal stops the ringing when the caller hangs up.
    await using call = await calling.create({ to: door.number, from: number, signal: caller.signal });
    await call.connected;
    await call.sendDtmf(door.code);
    return true;
  } catch (error) {
    if (CallingError.is(error) && error.code === "call-ended" && !caller.signal.aborted) return false;
    throw error;
  }
}
