import type { CallActor } from "../actor/call-actor.js";
import type { Verb, VerbAnswer } from "../adapter/verb.js";
import { encodeSignal } from "../record/record-codec.js";
import { onAnswer } from "../reduce/operation-progress.js";
import { insist, isStoreAway } from "../store/insist.js";
import { CallingError } from "../words/calling-error.js";
import { requestMs } from "./request-on-call.js";

/** How long the entry is kept where the call itself is forgotten, ms. */
const rememberMs = 60 * 60_000;

/**
 * Writes down what the provider answered to a request. The request is accepted whether or not the store can be reached now, so this
 * insists until the answer is written, or the call is no longer ours. The instance that has the call then may not know the provider's
 * id of a line that was opened here, and gets it through the call's inbox.
 * @param until when to stop waiting for the store, ms since 1970; it is written later all the same. Absent: never.
 * @throws CallingError `superseded`, `call-ended`; `store-unavailable` when it is not written by then.
 */
export async function recordAnswer(
  actor: CallActor,
  id: string,
  answer: VerbAnswer,
  verb: Pick<Verb, "completes" | "endsCall">,
  until?: number,
): Promise<void> {
  const { clock } = actor.instance;
  try {
    await insist(() => actor.apply((turn) => onAnswer(turn, id, answer, verb)), { clock, until });
    // A turn that the store refuses does not throw; the call is lost then.
    if (isSuperseded(actor.life.end.reason)) throw actor.life.end.reason;
  } catch (error) {
    if (isStoreAway(error)) recordAnswer(actor, id, answer, verb).catch(() => {});
    if (isSuperseded(error)) await passOn(actor, id, answer);
    throw error;
  }
}

function isSuperseded(reason: unknown): boolean {
  return CallingError.is(reason) && reason.code === "superseded";
}

async function passOn({ instance, record }: CallActor, id: string, answer: VerbAnswer): Promise<void> {
  const { providerCallId, state = "connecting" } = answer;
  if (!providerCallId) return;
  const { clock, store } = instance;
  const at = clock.now();
  const call = { key: record.key };
  const word = encodeSignal({ kind: "state", id: `taken:${id}`, at, call, providerCallId, state }, {});
  const entries = [{ id: `taken:${id}`, body: word }];
  await insist(() => store.accept(record.key, entries, rememberMs), { clock, until: at + requestMs });
}
