import { defineVerb } from "@trunkline/core";
import type { MyLineClient } from "../client.js";

/** Ends the call; the event `ended` follows. A second one finds the call over, so it cannot happen twice. */
export function hangUp(client: MyLineClient) {
  return defineVerb<"hangUp">()({
    repeat: "safe",
    async run(_input, context) {
      await client.command("hang-up", context);
      return {};
    },
  });
}
