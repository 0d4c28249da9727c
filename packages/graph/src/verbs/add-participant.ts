import { defineVerb, type VerbInputs } from "@trunkline/core";
import { z } from "zod";
import { acceptedOperation, refuseFailed } from "../kit/responses.js";
import { clientContextOption, permissions, type VerbKit } from "../kit/verb-kit.js";
import { refuseTarget, requireIdentity, writeInvitation } from "../parties/party-to-identity.js";

/** The type of the operation whose end Graph reports. */
export const addParticipantOperation = "inviteParticipantsOperation";

const options = z.strictObject({
  ...clientContextOption,
  /** They are not shown in the roster. */
  hidden: z.boolean().optional(),
  /** They are kept out of the mix that everybody hears. */
  removeFromDefaultAudioRoutingGroup: z.boolean().optional(),
  /** With `replaces`: which participant of that call is meant, where the party is on it several times. */
  participantId: z.string().min(1).optional(),
});

/**
 * Invites somebody to the group call, or has them come over from another call: one request each, since with `replacesCallId` Graph reads the first
 * participant alone (documented). Complete when Graph says so; the roster says who they are.
 */
export function addParticipant(kit: VerbKit) {
  return defineVerb<"addParticipant">()({
    options,
    permission: permissions.initiateGroup,
    repeat: "never",
    // How long somebody rings is not documented; 115 s is the longest that beta lets a call ring.
    completesWithinMs: 120_000,
    refuse: ({ to }) => refuseTarget(to),
    async run(input, context, own) {
      const { clientContext = context.operationId, ...more } = own ?? {};
      const invitation = writeInvitation(requireIdentity(input.to), input.replaces?.providerCallId);
      const answer = await kit.onCall(context, {
        method: "POST",
        action: "participants/invite",
        body: { participants: [{ ...invitation, ...more }], clientContext },
        permissions: [permissions.initiateGroup],
      });
      return { ...refuseFailed(acceptedOperation(answer)), ...noCaller(input) };
    },
  });
}

function noCaller({ from }: VerbInputs["addParticipant"]): { readonly warnings?: readonly string[] } {
  if (!from) return {};
  return {
    warnings: ["from: Graph takes none with an invitation, and shows the number that the bot is on the call with"],
  };
}

/** Why an invitation cannot be taken back. */
export const whyNoCancel =
  "Graph gives no id for a participant who is still ringing, so the invitation cannot be taken back";
