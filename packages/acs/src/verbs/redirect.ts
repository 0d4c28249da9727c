import { defineVerb } from "@trunkline/core";
import type { AcsClient } from "../client/acs-client.js";
import { checked } from "../kit/verb-kit.js";
import { incomingCallContext, readMemo, refuseWithoutContext } from "../memo.js";
import { callableIdentifier, refuseUncallable } from "../parties/party-to-identifier.js";

/** Sends the incoming call to another party. No event of it follows. Source: Call Automation, RedirectCall. */
export function redirect({ withClient }: AcsClient) {
  return defineVerb<"redirect">()({
    repeat: "safe",
    completes: "acceptance",
    endsCall: true,
    refuse({ to, ringMs }, call) {
      if (to.length !== 1) {
        return { code: "invalid-request", message: `ACS redirects to one party, not to ${to.length}` };
      }
      if (ringMs !== undefined) {
        return { code: "unsupported", message: "ACS takes no ringing time", hint: "Leave out ringMs." };
      }
      if (readMemo(call.memo).callerKind === "other" && to[0]?.kind === "phone") {
        return {
          code: "unsupported",
          message: "ACS cannot redirect an internet caller to a telephone",
          hint: "Answer the call and transfer it.",
        };
      }
      return refuseWithoutContext(call) ?? refuseUncallable(to);
    },
    async run({ to: [target] }, context) {
      const ticket = incomingCallContext(context);
      const targetParticipant = callableIdentifier(checked(target, "redirect: no target"));
      const { ids } = await withClient(context, (sdk) => sdk.redirectCall(ticket, { targetParticipant }));
      return ids;
    },
  });
}
