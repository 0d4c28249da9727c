import { defineVerb } from "@trunkline/core";
import { z } from "zod";
import type { AcsClient } from "../client/acs-client.js";
import {
  checked,
  completesElsewhere,
  e164,
  operationCallbackUri,
  operationContext,
  operationFields,
} from "../kit/verb-kit.js";
import {
  callableIdentifier,
  identifierOf,
  refuseUncallable,
  refuseUnnameable,
} from "../parties/party-to-identifier.js";

const options = z.strictObject({
  /** The number shown to a telephone that the call is handed to: one of the resource's. */
  sourceCallerIdNumber: e164.optional(),
  operationContext,
  operationCallbackUri,
});

/**
 * Hands the other side over; CallTransferAccepted or CallTransferFailed follows, and the end of a one-to-one call after the former.
 * Source: Call Automation, TransferToParticipant.
 */
export function transfer({ withConnection }: AcsClient) {
  return defineVerb<"transfer">()({
    options,
    repeat: "safe",
    // The service gives up after 60 s (documented), and its event may be late.
    completesWithinMs: 75_000,
    refuse({ to, transferee, replaces }) {
      if (replaces || !to) {
        return {
          code: "unsupported",
          message: "ACS has no transfer that replaces a call",
          hint: "Core makes it of a move, where it knows the target; to join two calls without one, ACS has nothing.",
        };
      }
      return refuseUncallable([to]) ?? (transferee && refuseUnnameable([transferee]));
    },
    async run({ to, transferee }, context, own) {
      const { ids } = await withConnection(context, (connection) =>
        connection.transferCallToParticipant(callableIdentifier(checked(to, "transfer: there is no target")), {
          ...operationFields(context.operationId, own),
          ...(transferee ? { transferee: identifierOf(transferee) } : {}),
          ...(own?.sourceCallerIdNumber ? { sourceCallIdNumber: { phoneNumber: own.sourceCallerIdNumber } } : {}),
        }),
      );
      return { ...ids, ...completesElsewhere(own) };
    },
  });
}
