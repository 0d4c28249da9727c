import { defineVerb } from "@trunkline/core";
import { type MyLineClient, whileRemembered } from "../client.js";

/** Takes the call; the event `answered` completes it. */
export function answer(client: MyLineClient) {
  return defineVerb<"answer">()({
    repeat: whileRemembered,
    async run(_input, context) {
      await client.command("answer", context);
      return {};
    },
  });
}
