import { isRestError } from "@azure/core-rest-pipeline";
import { defineVerb } from "@trunkline/core";
import { saysParticipantIsGone } from "@trunkline/microsoft";
import { z } from "zod";
import type { AcsClient } from "../client/acs-client.js";
import { completesElsewhere, operationCallbackUri, operationContext, operationFields } from "../kit/verb-kit.js";
import { identifierOf, refuseUnnameable } from "../parties/party-to-identifier.js";

const options = z.strictObject({ operationContext, operationCallbackUri });

/**
 * Puts somebody out of the call; RemoveParticipantSucceeded or RemoveParticipantFailed follows. Somebody who has left meanwhile is out too.
 * Source: Call Automation, RemoveParticipant.
 */
export function removeParticipant({ withConnection }: AcsClient) {
  return defineVerb<"removeParticipant">()({
    options,
    repeat: "safe",
    // Documented: removing a participant takes 120 s at the most.
    completesWithinMs: 125_000,
    refuse: ({ who }) => refuseUnnameable([who.party]),
    async run({ who }, context, own) {
      try {
        const { ids } = await withConnection(context, (connection) =>
          connection.removeParticipant(identifierOf(who.party), operationFields(context.operationId, own)),
        );
        return { ...ids, ...completesElsewhere(own) };
      } catch (error) {
        if (isRestError(error) && saysParticipantIsGone(error.code)) return { done: true };
        throw error;
      }
    },
  });
}
