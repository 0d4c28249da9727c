import type { Ask, JoiningDecision, Reply } from "../adapter/webhook.js";
import { wait } from "../clock/wait.js";
import { decodeRecord } from "../record/record-codec.js";
import type { Inlet } from "./handle-request.js";

/** What of the sender's time is kept back for the way of the answer, ms. */
const marginMs = 1000;

/** Asks the bot whether somebody may join, and admits them when it says nothing in time: a recording policy must not keep people out by accident. */
export async function answerAsk(inlet: Inlet, ask: Ask): Promise<Reply> {
  const { onParticipantJoining } = inlet.options;
  if (!onParticipantJoining) return ask.reply({ admit: true });
  const time = new AbortController();
  const late = wait(inlet.runtime.clock, Math.max(ask.withinMs - marginMs, 0), time.signal).then(
    (): JoiningDecision => ({ admit: true }),
    (): JoiningDecision => ({ admit: true }),
  );
  try {
    const ref = await refOf(inlet, ask);
    const decision = await Promise.race([onParticipantJoining({ ref, signal: time.signal }), late]);
    return ask.reply(decision);
  } finally {
    time.abort();
  }
}

async function refOf(inlet: Inlet, ask: Ask): Promise<string | undefined> {
  if (!("key" in ask.call)) return undefined;
  const stored = await inlet.runtime.store.read(ask.call.key);
  return stored === undefined ? undefined : inlet.runtime.refOf(decodeRecord(stored));
}
