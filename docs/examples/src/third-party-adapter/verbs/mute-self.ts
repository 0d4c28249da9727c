import { defineVerb } from "@trunkline/core";
import { type RentedLineClient, whileRemembered } from "../client/rented-line-client.js";

/** The call hears nothing of the bot, or hears it again; `on` says which. The carrier's yes is all there is to it. */
function setMute<V extends "muteSelf" | "unmuteSelf">(client: RentedLineClient, on: boolean) {
  return defineVerb<V>()({
    repeat: whileRemembered,
    completes: "acceptance",
    async run(_input, context) {
      await client.command("mute", context, { on });
      return {};
    },
  });
}

export const muteSelf = (client: RentedLineClient) => setMute<"muteSelf">(client, true);
export const unmuteSelf = (client: RentedLineClient) => setMute<"unmuteSelf">(client, false);
