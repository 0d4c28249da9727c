import { defineVerb, type RejectReason } from "@trunkline/core";
import { accepted } from "../kit/responses.js";
import type { VerbKit } from "../kit/verb-kit.js";

/** Graph has no reason for a call that is simply declined; it uses `none`. */
const reasons: Readonly<Record<RejectReason, string>> = { busy: "busy", declined: "none", forbidden: "forbidden" };

/** Refuses an incoming call. Needs no permission. */
export function reject(kit: VerbKit) {
  return defineVerb<"reject">()({
    repeat: "safe",
    completes: "acceptance",
    run: async ({ reason }, context) =>
      accepted(
        await kit.onCall(context, {
          method: "POST",
          action: "reject",
          body: { reason: reasons[reason], callbackUri: context.callbackUrl },
          permissions: [],
        }),
      ),
  });
}
