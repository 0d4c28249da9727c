import { defineVerb } from "@trunkline/core";
import { type RentedLineClient, whileRemembered } from "../client/rented-line-client.js";

/** How many keys one command takes. */
export const mostKeys = 16;

/** Sends keys. No event reports their end, but the answer says how long they take. */
export function sendDtmf(client: RentedLineClient) {
  return defineVerb<"sendDtmf">()({
    repeat: whileRemembered,
    refuse: ({ tones }) =>
      tones.includes("!") ? { code: "unsupported", message: "a rented line cannot send a flash" } : undefined,
    async run({ tones }, context) {
      const { takes_ms: inMs = 0 } = await client.command("send-keys", context, { keys: tones.join("") });
      return { done: { inMs } };
    },
  });
}
