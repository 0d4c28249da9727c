import { defineVerb, describeParty, type Party, type Refusal } from "@trunkline/core";
import { z } from "zod";
import type { AcsClient } from "../client/acs-client.js";
import { operationContext } from "../kit/verb-kit.js";
import { identifierOf, partyToIdentifier } from "../parties/party-to-identifier.js";

const options = z.strictObject({ operationContext });

/** The call no longer hears a communication user. No event follows but the roster. Source: Call Automation, Mute. */
export function mute({ withConnection }: AcsClient) {
  return defineVerb<"mute">()({
    options,
    repeat: "safe",
    completes: "acceptance",
    refuse: ({ who }) => refuseMute(who.party),
    async run({ who }, context, own) {
      const { ids } = await withConnection(context, (connection) =>
        connection.muteParticipant(identifierOf(who.party), {
          operationContext: own?.operationContext ?? context.operationId,
        }),
      );
      return ids;
    },
  });
}

/** Why nobody is unmuted: the action was in a preview of 2023 and never released. */
export const whyNoUnmute = "only participants themselves can unmute on ACS";

/** Why the bot does not mute itself: its own leg is no participant that the action takes. */
export const whyNoMuteSelf = "ACS mutes other participants, not the bot itself";

/** Documented: ACS users alone. */
function refuseMute(party: Party): Refusal | undefined {
  const identifier = partyToIdentifier(party);
  if (identifier && "communicationUserId" in identifier) return undefined;
  return {
    code: "unsupported",
    message: `ACS cannot mute ${describeParty(party)}: it mutes communication users only`,
    hint: "Put them on hold with call.hold(): then the call does not hear them, and they do not hear the call.",
  };
}
