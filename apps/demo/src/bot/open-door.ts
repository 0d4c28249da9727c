import { CallingError } from "trunkline";
import type { BotCall, BotCalling } from "./bot.js";
import type { BotSettings } from "./bot-settings.js";
import type { Step } from "./step.js";

/** Opens a door that is a telephone: a second call, tones into it with a pause in between, and away. */
export async function openDoor(calling: BotCalling, caller: BotCall, settings: BotSettings): Promise<Step | undefined> {
  const telling = caller.play(settings.prompt("opening"));
  const opened = await dialDoor(calling, caller, settings);
  await telling;
  await caller.play(settings.prompt(opened ? "opened" : "closed"));
  return { step: "goodbye" };
}

async function dialDoor(calling: BotCalling, caller: BotCall, { door, number }: BotSettings): Promise<boolean> {
  try {
    // Hung up on every way out of here; the caller who hangs up stops it ringing.
    await using call = await calling.create({ to: door.number, from: number, signal: caller.signal });
    await call.connected;
    await call.sendDtmf(door.code);
    return true;
  } catch (error) {
    if (CallingError.is(error) && error.code === "call-ended" && !caller.signal.aborted) return false;
    throw error;
  }
}
