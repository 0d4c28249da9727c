import { defineVerb } from "@trunkline/core";
import { onParticipant, participantPermission, refuseWithoutId } from "../kit/about-participant.js";
import { acceptedOperation, refuseFailed } from "../kit/responses.js";
import type { VerbKit } from "../kit/verb-kit.js";

/**
 * Mutes somebody at the server. Its operation is of the same type as that of `muteSelf`: our id in the context says whose end is reported, which is
 * why there is no option to replace the context. Muting somebody who is muted changes nothing.
 */
export function mute(kit: VerbKit) {
  return defineVerb<"mute">()({
    permission: participantPermission,
    repeat: "safe",
    refuse: refuseWithoutId,
    async run({ who }, context) {
      const body = { clientContext: context.operationId };
      const answer = await onParticipant(kit, context, who, { method: "POST", action: "mute", body });
      return refuseFailed(acceptedOperation(answer));
    },
  });
}

/** Why nobody is unmuted (documented). */
export const whyNoUnmute = "on Graph nobody can unmute another participant";
