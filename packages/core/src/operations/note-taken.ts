import type { CallActor } from "../actor/call-actor.js";
import type { Taken, Verb } from "../adapter/verb.js";
import { encodeSignal } from "../record/record-codec.js";
import { onTaken } from "../reduce/operation-progress.js";
import { insist, isStoreAway } from "../store/insist.js";
import { CallingError } from "../words/calling-error.js";
import { requestMs } from "./request-on-call.js";

/** How long the word is remembered where the call itself is forgotten, ms. */
const rememberMs = 60 * 60_000;

/**
 * Writes down that the provider has taken a request. It has, whether the store hears of it now or later: so this insists until it is
 * written, or the call is not ours any more. Then whoever has it may not know the provider's id of a line that we have opened, and
 * gets it by way of the call's inbox.
 * @param until when to stop waiting for the store, ms since 1970; it is written later all the same. Absent: never.
 * @throws CallingError `superseded`, `call-ended`; `store-unavailable` when it is not written by then.
 */
export async function noteTaken(
  actor: CallActor,
  id: string,
  taken: Taken,
  verb: Pick<Verb, "completes" | "endsCall">,
  until?: number,
): Promise<void> {
  const { clock } = actor.instance;
  try {
    await insist(() => actor.apply((turn) => onTaken(turn, id, taken, verb)), { clock, until });
    // A turn that the store refused leaves the call lost, and says nothing itself.
    if (isSuperseded(actor.life.end.reason)) throw actor.life.end.reason;
  } catch (error) {
    if (isStoreAway(error)) noteTaken(actor, id, taken, verb).catch(() => {});
    if (isSuperseded(error)) await passOn(actor, id, taken);
    throw error;
  }
}

function isSuperseded(reason: unknown): boolean {
  return CallingError.is(reason) && reason.code === "superseded";
}

async function passOn({ instance, record }: CallActor, id: string, taken: Taken): Promise<void> {
  const { providerCallId, state = "connecting" } = taken;
  if (!providerCallId) return;
  const { clock, store } = instance;
  const at = clock.now();
  const call = { key: record.key };
  const word = encodeSignal({ kind: "state", id: `taken:${id}`, at, call, providerCallId, state }, {});
  const entries = [{ id: `taken:${id}`, body: word }];
  await insist(() => store.accept(record.key, entries, rememberMs), { clock, until: at + requestMs });
}
