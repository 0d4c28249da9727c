import { defineVerb } from "@trunkline/core";
import { onParticipant, participantPermission, refuseWithoutId } from "./about-participant.js";
import { accepted } from "./responses.js";
import type { VerbKit } from "./verb-kit.js";

/** Puts somebody out of the group call. The answer is the end of it; the roster follows. The tenant has to allow it. */
export function removeParticipant(kit: VerbKit) {
  return defineVerb<"removeParticipant">()({
    permission: participantPermission,
    repeat: "safe",
    completes: "acceptance",
    refuse: refuseWithoutId,
    run: async ({ who }, context) => accepted(await onParticipant(kit, context, who, { method: "DELETE" })),
  });
}
