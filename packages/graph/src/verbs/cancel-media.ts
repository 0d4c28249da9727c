import { defineVerb } from "@trunkline/core";
import { permissions } from "../permissions.js";
import type { VerbKit } from "../verb-kit.js";
import { acceptedOperation } from "./accepted.js";
import { refuseAppHosted } from "./refuse-app-hosted.js";
import { refuseFailed } from "./refuse-failed.js";

/** Stops what plays and what waits to be played. Keys go on being told. */
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
