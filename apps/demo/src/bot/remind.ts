import type { BotCall } from "./bot.js";
import type { BotSettings } from "./bot-settings.js";
import type { Step } from "./step.js";

/** Reminds whoever picked up, and notes what they say to it. */
export async function remind(call: BotCall, settings: BotSettings): Promise<Step | undefined> {
  const { tones, endedBy } = await call.collectDtmf({
    prompt: settings.prompt("reminder"),
    max: 1,
    firstToneMs: 8000,
    key: "reminder",
  });
  if (endedBy === "call-ended") return undefined;
  if (tones === "1") await call.play(settings.prompt("confirmed"));
  if (tones === "2") await call.play(settings.prompt("canceled"));
  return { step: "goodbye" };
}
