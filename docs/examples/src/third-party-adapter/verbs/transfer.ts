import { defineVerb } from "@trunkline/core";
import { type RentedLineClient, whileRemembered } from "../client/rented-line-client.js";
import { addressesOf, refuseParties } from "../parties/parties.js";
import { rungOutMs } from "./redirect.js";

/**
 * Hands the other side over. The target is dialed on a leg of its own, whose events name it. A call that the bot has with the target is joined
 * with this one instead. Either way `command.ended` follows. A call that was transferred goes on without the bot, and comes back if the target hangs
 * up first; two that are joined end.
 */
export function transfer(client: RentedLineClient) {
  return defineVerb<"transfer">()({
    repeat: whileRemembered,
    completesWithinMs: rungOutMs,
    makesLegs: true,
    releases: true,
    refuse: ({ to }) => refuseParties(to ? [to] : []),
    async run({ to, replaces }, context) {
      if (replaces) {
        await client.command("bridge", context, { with: replaces.providerCallId });
        return {};
      }
      const { leg } = await client.command("transfer", context, { to: addressesOf([to]) });
      return leg === undefined ? {} : { legs: [leg] };
    },
  });
}
