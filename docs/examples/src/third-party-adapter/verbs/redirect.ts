import { defineVerb } from "@trunkline/core";
import type { RentedLineClient } from "../client/rented-line-client.js";
import { addressesOf, refuseParties } from "../parties/parties.js";
import { whileRemembered } from "./repeat.js";

/** Sends the call elsewhere. The bot is out of it once the target picks up. */
export function redirect(client: RentedLineClient) {
  return defineVerb<"redirect">()({
    repeat: whileRemembered,
    completes: "acceptance",
    refuse: ({ to }) => refuseParties(to),
    async run({ to }, context) {
      await client.command("redirect", context, { to: addressesOf(to) });
      return {};
    },
  });
}
