import { defineVerb } from "@trunkline/core";
import type { AcsClient } from "../client/acs-client.js";
import { send, sendRepeatable } from "../client/send.js";

/**
 * Leaves the call, or ends it for everybody; CallDisconnected follows. A second one finds no call (8522), so it cannot happen twice.
 * Source: Call Automation, HangupCall and TerminateCall.
 */
export const hangUp = ({ sdk }: AcsClient) =>
  defineVerb<"hangUp">()({
    repeat: "safe",
    async run({ everyone }, context) {
      const connection = sdk.getCallConnection(context.providerCallId);
      // The service knows repeats of the one request and not of the other.
      const sendIt = everyone ? sendRepeatable : send;
      const { ids } = await sendIt(context, (options) => connection.hangUp(everyone, options));
      return ids;
    },
  });
