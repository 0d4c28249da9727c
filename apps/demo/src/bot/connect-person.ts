import { CallingError } from "trunkline";
import type { BotCall } from "./bot.js";
import type { BotSettings } from "./bot-settings.js";
import type { Step } from "./step.js";

/** Hands the caller over to a person. When that fails the caller is still there, and is told. */
export async function connectPerson(call: BotCall, settings: BotSettings): Promise<Step | undefined> {
  await call.play(settings.prompt("connecting"));
  try {
    await call.transfer(settings.person);
    return undefined;
  } catch (error) {
    if (!CallingError.is(error) || error.code !== "operation-failed") throw error;
    await call.play(settings.prompt("nobody"));
    return { step: "goodbye" };
  }
}
