import { defineVerb, type RejectReason } from "@trunkline/core";
import { type RentedLineClient, whileRemembered } from "../client/rented-line-client.js";

/** What the caller hears. The carrier has no third cause. */
const causes: Readonly<Record<RejectReason, string>> = { busy: "busy", declined: "declined", forbidden: "declined" };

/** Refuses the call. */
export function reject(client: RentedLineClient) {
  return defineVerb<"reject">()({
    repeat: whileRemembered,
    completes: "acceptance",
    async run({ reason }, context) {
      await client.command("reject", context, { cause: causes[reason] });
      return {};
    },
  });
}
