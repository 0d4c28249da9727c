import { defineVerb } from "@trunkline/core";
import { z } from "zod";
import type { AcsClient } from "../client/acs-client.js";
import { callState } from "./call-state.js";
import { incomingCallContext, refuseWithoutContext } from "./incoming-call-context.js";
import { operationContext } from "./operation-options.js";

const options = z.strictObject({
  /** Comes back with CallConnected and CallDisconnected; ours unless set. */
  operationContext,
});

/** Takes the incoming call; CallConnected or AnswerFailed follows. Source: Call Automation, AnswerCall. */
export const answer = ({ withClient, intelligence }: AcsClient) =>
  defineVerb<"answer">()({
    options,
    repeat: "safe",
    refuse: (_input, call) => refuseWithoutContext(call),
    async run(_input, context, own) {
      const ticket = incomingCallContext(context);
      const { value, ids } = await withClient(context, (sdk) =>
        sdk.answerCall(ticket, context.callbackUrl, {
          operationContext: own?.operationContext ?? context.operationId,
          ...intelligence,
        }),
      );
      const { callConnectionId, callConnectionState } = value.callConnectionProperties;
      return {
        ...ids,
        ...(callConnectionId === undefined ? {} : { providerCallId: callConnectionId }),
        state: callState(callConnectionState),
        // The ticket is used up, and large.
        memo: null,
      };
    },
  });
