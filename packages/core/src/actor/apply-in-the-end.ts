import type { Turn } from "../reduce/turn.js";
import { insist, isStoreAway } from "../store/insist.js";
import type { CallActor } from "./call-actor.js";

/**
 * Writes what has happened already, and what nobody could do anything about if it were not written: a request that failed, a hang-up that
 * is done. While the store does not answer it is tried again in the background, for as long as the call is ours; `write` has to do no harm
 * when it is done twice.
 *
 * Resolves after the first try, whether the store took it or is away: the bot learns of it in either case.
 * @throws CallingError `superseded` or `call-ended`.
 */
export async function applyInTheEnd(actor: CallActor, write: (turn: Turn) => void): Promise<void> {
  try {
    await actor.apply(write);
  } catch (error) {
    if (!isStoreAway(error)) throw error;
    insist(() => actor.apply(write), actor.runtime).catch(() => {});
  }
}
