import { defineVerb, type VerbContext } from "@trunkline/core";
import { type RentedLineClient, whileRemembered } from "../client/rented-line-client.js";

/** The call hears nothing of the bot. The carrier's yes is all there is to it. */
export function muteSelf(client: RentedLineClient) {
  return defineVerb<"muteSelf">()({ ...once, run: (_input, context) => mute(client, context, true) });
}

/** Takes it back. */
export function unmuteSelf(client: RentedLineClient) {
  return defineVerb<"unmuteSelf">()({ ...once, run: (_input, context) => mute(client, context, false) });
}

const once = { repeat: whileRemembered, completes: "acceptance" } as const;

async function mute(client: RentedLineClient, context: VerbContext, on: boolean) {
  await client.command("mute", context, { on });
  return {};
}
