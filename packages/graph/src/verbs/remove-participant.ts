import { defineVerb } from "@trunkline/core";
import { saysParticipantIsGone } from "@trunkline/microsoft";
import { GraphRefusal } from "../errors/graph-refusal.js";
import { onParticipant, participantPermission, refuseWithoutId } from "../kit/about-participant.js";
import { accepted } from "../kit/responses.js";
import type { VerbKit } from "../kit/verb-kit.js";

/**
 * Puts somebody out of the group call. The answer is the end of it; the roster follows. The tenant has to allow it. Somebody who is gone already,
 * by a request whose answer was lost or by themselves, is out.
 */
export function removeParticipant(kit: VerbKit) {
  return defineVerb<"removeParticipant">()({
    permission: participantPermission,
    repeat: "safe",
    completes: "acceptance",
    refuse: refuseWithoutId,
    async run({ who }, context) {
      try {
        return accepted(await onParticipant(kit, context, who, { method: "DELETE" }));
      } catch (error) {
        if (error instanceof GraphRefusal && saysParticipantIsGone(error.code)) return { requestId: error.requestId };
        throw error;
      }
    },
  });
}
