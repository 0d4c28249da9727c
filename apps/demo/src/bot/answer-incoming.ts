import type { IncomingCall } from "trunkline";
import type { BotCall, BotCalling } from "./bot.js";
import type { BotSettings } from "./bot-settings.js";
import type { Step } from "./step.js";

/** How long the bot lets a call ring when it is told to be slow: within both clouds' deadlines. */
const lateMs = 8000;

/** Decides what becomes of an incoming call. Yields the call when it is answered. */
export async function answerIncoming(
  incoming: IncomingCall<BotCalling["adapter"], Step>,
  settings: BotSettings,
): Promise<BotCall | undefined> {
  switch (settings.answering()) {
    case "at-once":
      return incoming.answer({ data: { step: "pin", attempt: 1 } });
    case "late":
      await new Promise((resolve) => setTimeout(resolve, lateMs));
      // The caller may have given up meanwhile.
      return incoming.signal.aborted ? undefined : incoming.answer({ data: { step: "pin", attempt: 1 } });
    case "forward":
      await incoming.redirect(settings.person);
      return undefined;
    case "never":
      // Nobody decides: at the deadline the library rejects the call.
      return undefined;
  }
}
