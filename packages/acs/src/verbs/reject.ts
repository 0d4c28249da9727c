import { defineVerb, type RejectReason } from "@trunkline/core";
import type { AcsClient } from "../client/acs-client.js";
import { incomingCallContext, refuseWithoutContext } from "../memo.js";

const reasons: Readonly<Record<RejectReason, "busy" | "forbidden" | "none">> = {
  busy: "busy",
  forbidden: "forbidden",
  declined: "none",
};

/** Refuses the incoming call. No event of it follows. Source: Call Automation, RejectCall. */
export function reject({ withClient }: AcsClient) {
  return defineVerb<"reject">()({
    repeat: "safe",
    completes: "acceptance",
    endsCall: true,
    refuse: (_input, call) => refuseWithoutContext(call),
    async run({ reason }, context) {
      const ticket = incomingCallContext(context);
      const { ids } = await withClient(context, (sdk) => sdk.rejectCall(ticket, { callRejectReason: reasons[reason] }));
      return ids;
    },
  });
}
