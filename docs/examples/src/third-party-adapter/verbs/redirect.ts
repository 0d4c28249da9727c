import { defineVerb } from "@trunkline/core";
import { type RentedLineClient, whileRemembered } from "../client/rented-line-client.js";
import { addressesOf, refuseParties } from "../parties/parties.js";

/** A target may ring for two minutes; the rest is for the events on their way. Of transfers too. */
export const rungOutMs = 130_000;

/**
 * Sends the call elsewhere; `command.ended` follows. If the target does not take it, the caller comes back, as after a call with the target that the
 * target ends first (`call.returned`).
 */
export function redirect(client: RentedLineClient) {
  return defineVerb<"redirect">()({
    repeat: whileRemembered,
    completesWithinMs: rungOutMs,
    releases: true,
    refuse: ({ to }) => refuseParties(to),
    async run({ to }, context) {
      await client.command("redirect", context, { to: addressesOf(to) });
      return {};
    },
  });
}
