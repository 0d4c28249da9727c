import { defineVerb } from "@trunkline/core";
import type { AcsClient } from "../client/acs-client.js";

/**
 * Leaves the call, or ends it for everybody; CallDisconnected follows. A second one finds no call (8522), so it cannot happen twice.
 * Source: Call Automation, HangupCall and TerminateCall.
 */
export function hangUp({ withConnection }: AcsClient) {
  return defineVerb<"hangUp">()({
    repeat: "safe",
    async run({ everyone }, context) {
      const { ids } = await withConnection(context, (connection) => connection.hangUp(everyone));
      return ids;
    },
  });
}
