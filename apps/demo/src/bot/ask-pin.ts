import type { BotCall } from "./bot.js";
import type { BotSettings } from "./bot-settings.js";
import type { Step } from "./step.js";

const attempts = 3;

/** Asks for the PIN. The digits are a secret: no event tells them. */
export async function askPin(call: BotCall, settings: BotSettings, attempt: number): Promise<Step | undefined> {
  const { tones, endedBy } = await call.collectDtmf({
    prompt: settings.prompt("pin"),
    max: 8,
    stopOn: "#",
    firstToneMs: 10_000,
    // Who reaches for the mouse midway, to kill an instance, has not finished.
    interToneMs: 8000,
    secret: true,
    key: `pin-${attempt}`,
  });
  if (endedBy === "call-ended") return undefined;
  if (tones === settings.pin) return { step: "menu", attempt: 1 };
  await call.play(settings.prompt(endedBy === "no-input" ? "not-heard" : "wrong-pin"));
  return attempt < attempts ? { step: "pin", attempt: attempt + 1 } : { step: "goodbye" };
}
