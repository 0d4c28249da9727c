import { defineVerb } from "@trunkline/core";
import { type RentedLineClient, whileRemembered } from "../client/rented-line-client.js";

/** Takes the call; `call.answered` follows. */
export function answer(client: RentedLineClient) {
  return defineVerb<"answer">()({
    repeat: whileRemembered,
    async run(_input, context) {
      await client.command("answer", context);
      return {};
    },
  });
}
