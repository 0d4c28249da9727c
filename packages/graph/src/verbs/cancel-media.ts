import { defineVerb } from "@trunkline/core";
import { acceptedOperation, refuseFailed } from "../kit/responses.js";
import { permissions, refuseAppHosted, type VerbKit } from "../kit/verb-kit.js";

/** The type of the operation whose end Graph reports. */
export const cancelMediaOperation = "cancelMediaProcessingOperation";

/** Stops the prompts that play and wait. Keys are still reported. */
export function cancelMedia(kit: VerbKit) {
  return defineVerb<"cancelMedia">()({
    permission: permissions.initiate,
    repeat: "safe",
    refuse: (_input, call) => refuseAppHosted(call),
    run: async (_input, context) =>
      refuseFailed(
        acceptedOperation(
          await kit.onCall(context, {
            method: "POST",
            action: "cancelMediaProcessing",
            body: { clientContext: context.operationId },
            permissions: [permissions.initiate],
          }),
        ),
      ),
  });
}
