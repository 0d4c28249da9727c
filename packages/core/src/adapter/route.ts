import type { Party } from "../words/party.js";
import { clientsOf } from "./clients-of.js";
import type { Composite, Members } from "./composite.js";

/**
 * Chooses a member for every new call by whom it is for. `to` is the first target, or `undefined` for a join.
 * Incoming calls come from all members.
 */
export function route<const M extends Members, const K extends keyof M & string>(
  members: M,
  choose: (to: Party | undefined) => K,
): Composite<"route", M> {
  return {
    contract: 1,
    name: "route",
    members,
    client: clientsOf(members),
    choose: (opening) => [choose(opening.verb === "create" ? opening.to[0] : undefined)],
  };
}
