import type { BotCall } from "./bot.js";
import type { BotSettings } from "./bot-settings.js";
import type { Step } from "./step.js";

const attempts = 3;

/** Lets the caller choose. */
export async function offerMenu(call: BotCall, settings: BotSettings, attempt: number): Promise<Step | undefined> {
  const { tones, endedBy } = await call.collectDtmf({
    prompt: settings.prompt("menu"),
    max: 1,
    firstToneMs: 8000,
    key: `menu-${attempt}`,
  });
  if (endedBy === "call-ended") return undefined;
  if (tones === "1") return { step: "person" };
  if (tones === "2") return { step: "door" };
  if (tones === "9") return { step: "goodbye" };
  await call.play(settings.prompt("not-heard"));
  return attempt < attempts ? { step: "menu", attempt: attempt + 1 } : { step: "goodbye" };
}
