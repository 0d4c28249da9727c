import { defineVerb } from "@trunkline/core";
import { z } from "zod";
import type { AcsClient } from "../client/acs-client.js";
import { readOpened } from "../kit/responses.js";
import { operationContext } from "../kit/verb-kit.js";
import { incomingCallContext, refuseWithoutContext } from "../memo.js";

const options = z.strictObject({
  /** Comes back with CallConnected and CallDisconnected; ours unless set. */
  operationContext,
});

/** Takes the incoming call; CallConnected or AnswerFailed follows. Source: Call Automation, AnswerCall. */
export function answer({ withClient, intelligence }: AcsClient) {
  return defineVerb<"answer">()({
    options,
    repeat: "safe",
    refuse: (_input, call) => refuseWithoutContext(call),
    async run(_input, context, own) {
      const ticket = incomingCallContext(context);
      const answered = await withClient(context, (sdk) =>
        sdk.answerCall(ticket, context.callbackUrl, {
          operationContext: own?.operationContext ?? context.operationId,
          ...intelligence,
        }),
      );
      // The ticket is used up, and large.
      return { memo: null, ...readOpened(answered, "answerer") };
    },
  });
}
