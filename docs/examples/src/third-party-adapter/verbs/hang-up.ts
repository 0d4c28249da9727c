import { defineVerb } from "@trunkline/core";
import type { RentedLineClient } from "../client/rented-line-client.js";

/** Ends the call; `call.ended` follows. A second one finds the call over, so it cannot happen twice. */
export function hangUp(client: RentedLineClient) {
  return defineVerb<"hangUp">()({
    repeat: "safe",
    async run(_input, context) {
      await client.command("hang-up", context);
      return {};
    },
  });
}
