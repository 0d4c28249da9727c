import { defineVerb, type Refusal } from "@trunkline/core";
import { accepted } from "../kit/responses.js";
import { permissions, type VerbKit } from "../kit/verb-kit.js";
import { readMemo } from "../memo.js";
import {
  participantIdentity,
  refuseTarget,
  requireIdentity,
  writeInvitation,
  writeParticipantInfo,
} from "../parties/party-to-identity.js";

const noTarget: Refusal = {
  code: "unsupported",
  message: "Graph cannot join two calls without a target",
  hint: "Name the other side of that call as well: call.transfer(to, { replaces }).",
};

/**
 * Hands the other side over, to a user of the same tenant or, as a resource account, to a telephone.
 * Complete when Graph says `transferAccepted`; failed when the call is `established` again with an error.
 */
export function transfer(kit: VerbKit) {
  return defineVerb<"transfer">()({
    permission: permissions.initiate,
    repeat: "never",
    refuse({ to, transferee }, { memo }) {
      const unnameable = transferee && !participantIdentity(transferee) ? refuseTarget(transferee) : undefined;
      if (!to) return noTarget;
      const refusal = refuseTarget(to) ?? unnameable;
      if (refusal || transferee || !readMemo(memo).group) return refusal;
      return {
        code: "invalid-request",
        message: "a transfer out of a group call needs `transferee`",
        hint: "Give `transferee`.",
      };
    },
    async run({ to, transferee, replaces }, context) {
      if (!to) throw new TypeError(noTarget.message);
      const handedOver = transferee && participantIdentity(transferee);
      const body = {
        transferTarget: writeInvitation(requireIdentity(to), replaces?.providerCallId),
        ...(handedOver ? { transferee: writeParticipantInfo(handedOver) } : {}),
      };
      return accepted(
        await kit.onCall(context, { method: "POST", action: "transfer", body, permissions: [permissions.initiate] }),
      );
    },
  });
}
