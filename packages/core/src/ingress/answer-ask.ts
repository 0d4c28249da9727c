import type { Ask, JoiningDecision, Reply } from "../adapter/webhook.js";
import { wait } from "../base/wait.js";
import { reportError } from "../events/report-error.js";
import { refOf } from "../record/call-key.js";
import { decodeRecord } from "../record/record-codec.js";
import type { Inlet } from "./handle-request.js";

/** What of the sender's time is kept back for the way of the answer, ms. */
const marginMs = 1000;

/**
 * Asks the bot whether somebody may join, and admits them when it says nothing in time, or throws: a recording policy must
 * not keep people out by accident.
 */
export async function answerAsk(inlet: Inlet, ask: Ask): Promise<Reply> {
  const { instance } = inlet;
  const time = new AbortController();
  const admit = (): JoiningDecision => ({ admit: true });
  const late = wait(instance.clock, Math.max(ask.withinMs - marginMs, 0), time.signal).then(admit, admit);
  const decided = decide(inlet, ask, time.signal).catch((error: unknown) => {
    reportError(instance, "handlerThrew", error);
    return admit();
  });
  try {
    return ask.reply(await Promise.race([decided, late]));
  } finally {
    time.abort();
  }
}

async function decide(inlet: Inlet, ask: Ask, signal: AbortSignal): Promise<JoiningDecision> {
  const { onParticipantJoining } = inlet.options;
  if (!onParticipantJoining) return { admit: true };
  return onParticipantJoining({ ref: await refOfCall(inlet, ask), signal });
}

async function refOfCall(inlet: Inlet, ask: Ask): Promise<string | undefined> {
  if (!("key" in ask.call)) return undefined;
  const stored = await inlet.instance.store.read(ask.call.key);
  return stored === undefined ? undefined : refOf(decodeRecord(stored));
}
