import { defineVerb } from "@trunkline/core";
import { accepted } from "../kit/responses.js";
import { permissions, type VerbKit } from "../kit/verb-kit.js";

/** Keeps a call alive. After 45 minutes without it, Graph ends the call (408/8537). */
export function keepAlive(kit: VerbKit) {
  return defineVerb<"keepAlive">()({
    permission: permissions.initiate,
    repeat: "safe",
    completes: "acceptance",
    run: async (_input, context) =>
      accepted(await kit.onCall(context, { method: "POST", action: "keepAlive", permissions: [permissions.initiate] })),
  });
}
