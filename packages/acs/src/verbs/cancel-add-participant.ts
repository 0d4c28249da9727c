import { defineVerb } from "@trunkline/core";
import type { AcsClient } from "../client/acs-client.js";
import { checked } from "../kit/verb-kit.js";

/**
 * Takes an invitation back while it rings; CancelAddParticipantSucceeded or CancelAddParticipantFailed follows. A participant who comes over
 * from another call was not invited. Source: Call Automation, CancelAddParticipant.
 */
export function cancelAddParticipant({ withConnection }: AcsClient) {
  return defineVerb<"cancelAddParticipant">()({
    repeat: "safe",
    refuse({ providerOperationId }) {
      if (providerOperationId !== undefined) return undefined;
      return {
        code: "unsupported",
        message: "ACS has given this invitation no id: somebody who comes over from another call is not called",
        hint: "Remove them when they have come.",
      };
    },
    async run({ providerOperationId }, context) {
      const invitationId = checked(providerOperationId, "the invitation has no id");
      const { ids } = await withConnection(context, (connection) =>
        connection.cancelAddParticipantOperation(invitationId, { operationContext: context.operationId }),
      );
      return ids;
    },
  });
}
