import { defineVerb } from "@trunkline/core";
import { accepted } from "../kit/responses.js";
import { permissions, type VerbKit } from "../kit/verb-kit.js";
import { readMemo } from "../memo.js";

/** Ends the call; in a group call, the bot's part of it. Complete when the call is terminated. */
export function hangUp(kit: VerbKit) {
  return defineVerb<"hangUp">()({
    permission: permissions.initiate,
    repeat: "safe",
    refuse({ everyone }, { memo }) {
      if (!everyone || !readMemo(memo).group) return undefined;
      return {
        code: "unsupported",
        message: "Graph cannot end a group call for everyone: only the bot's own part of it",
        hint: "Remove the participants one by one with call.removeParticipant(), which the tenant has to allow (AllowRemoveParticipantAppIds).",
      };
    },
    run: async (_input, context) =>
      accepted(await kit.onCall(context, { method: "DELETE", permissions: [permissions.initiate] })),
  });
}
