import { defineVerb } from "@trunkline/core";
import { type RentedLineClient, whileRemembered } from "../client/rented-line-client.js";

/** Stops what plays; its own `command.ended` says so. Without a prompt it has no effect. */
export function cancelMedia(client: RentedLineClient) {
  return defineVerb<"cancelMedia">()({
    repeat: whileRemembered,
    completes: "acceptance",
    async run(_input, context) {
      await client.command("stop", context);
      return {};
    },
  });
}
