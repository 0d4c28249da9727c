import type { CallActor } from "../actor/call-actor.js";
import { CallingError } from "../words/calling-error.js";

/** A call that was sent on so often goes round in a ring. */
const mostHops = 3;
/** No chain of forwards rings longer. */
const rememberMs = 10 * 60_000;

/**
 * Takes one of the forwards that a chain of calls has. Every forward to a bot is a new call with the same chain, on whichever
 * instance it lands: so they are counted in the store.
 * @throws CallingError `conflict` when they are used up.
 */
export async function reserveHop(actor: CallActor): Promise<void> {
  const { record, runtime } = actor;
  if (record.forwardedFrom.length >= mostHops) throw roundInARing();
  if (record.chainId === undefined) return;
  for (let hop = 1; hop <= mostHops; hop++) {
    const taken = await runtime.store.bind(`hop/${record.provider}/${record.chainId}/${hop}`, record.key, rememberMs);
    if (taken === record.key) return;
  }
  throw roundInARing();
}

function roundInARing(): CallingError {
  return new CallingError("conflict", `redirect: the call was sent on ${mostHops} times already`, {
    verb: "redirect",
    hint: "Answer or reject it: another forward could send it round in a ring.",
  });
}
