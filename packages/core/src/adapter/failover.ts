import { clientsOf } from "./clients-of.js";
import type { Composite, Members } from "./composite.js";

/**
 * Tries its members in order: a new call goes to the first, and to the next when that one is down or throttles.
 * A call whose request may have been carried out is never tried again elsewhere.
 * Incoming calls come from all of them.
 */
export function failover<const M extends Members>(members: M): Composite<"failover", M> {
  const order = Object.keys(members);
  return { contract: 1, name: "failover", members, client: clientsOf(members), choose: () => order };
}
