import { defineVerb } from "@trunkline/core";
import { readMemo } from "../memo.js";
import {
  participantIdentity,
  refuseTarget,
  requireIdentity,
  writeInvitation,
  writeParticipantInfo,
} from "../parties/party-to-identity.js";
import { accepted } from "./responses.js";
import { permissions, type VerbKit } from "./verb-kit.js";

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
      const refusal = refuseTarget(to) ?? unnameable;
      if (refusal || transferee || !readMemo(memo).group) return refusal;
      return {
        code: "invalid-request",
        message: "a transfer out of a group call needs `transferee`",
        hint: "Give `transferee`.",
      };
    },
    async run({ to, transferee, replaces }, context) {
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
