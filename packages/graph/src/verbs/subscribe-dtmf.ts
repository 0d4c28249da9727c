import { defineVerb } from "@trunkline/core";
import { acceptedOperation, refuseFailed } from "../kit/responses.js";
import { permissions, refuseAppHosted, type VerbKit } from "../kit/verb-kit.js";
import { readMemo } from "../memo.js";

/** The type of the operation whose end Graph reports. */
export const subscribeDtmfOperation = "subscribeToToneOperation";

/** Subscribes to keys. There is no way to stop it, and no harm in asking twice. */
export function subscribeDtmf(kit: VerbKit) {
  return defineVerb<"subscribeDtmf">()({
    permission: permissions.accessMedia,
    repeat: "safe",
    refuse: (_input, call) => refuseAppHosted(call),
    async run({ of }, context) {
      const answer = await kit.onCall(context, {
        method: "POST",
        action: "subscribeToTone",
        body: { clientContext: context.operationId },
        permissions: [permissions.accessMedia],
      });
      const mixed = of !== undefined && readMemo(context.memo).group;
      return {
        ...refuseFailed(acceptedOperation(answer)),
        ...(mixed ? { warnings: ["Graph does not report who pressed a key: keys of all participants arrive"] } : {}),
      };
    },
  });
}
