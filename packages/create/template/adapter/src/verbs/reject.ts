import { defineVerb } from "@trunkline/core";
import { type MyLineClient, whileRemembered } from "../client.js";

/** Refuses the call. My Line has one tone for every reason. */
export function reject(client: MyLineClient) {
  return defineVerb<"reject">()({
    repeat: whileRemembered,
    completes: "acceptance",
    async run(_input, context) {
      await client.command("reject", context);
      return {};
    },
  });
}
