import type { MicrosoftTeamsAppIdentifier } from "@azure/communication-common";
import { defineVerb, describeParty, type Party, type Refusal, type VerbInputs } from "@trunkline/core";
import { z } from "zod";
import type { AcsClient } from "../client/acs-client.js";
import { callerNumber, refuseWithoutNumber } from "../kit/caller-number.js";
import { readOpened } from "../kit/responses.js";
import { operationContext } from "../kit/verb-kit.js";
import { callableIdentifier, refuseUncallable } from "../parties/party-to-identifier.js";

const options = z.strictObject({
  /** The name shown to the one who is called. */
  sourceDisplayName: z.string().min(1).optional(),
  /** Comes back with CallConnected and CallDisconnected; ours unless set. */
  operationContext,
});

/** A new call: to one party, or a group call. Source: Call Automation, CreateCall. */
export function create({ withClient, intelligence }: AcsClient) {
  return defineVerb<"create">()({
    options,
    repeat: "safe",
    refuse: ({ to, from }) => refuseUncallable(to) ?? refuseSource(from) ?? refuseWithoutNumber(to, from),
    async run({ to, from }, context, own) {
      const settings = {
        operationContext: own?.operationContext ?? context.operationId,
        ...intelligence,
        ...teamsSource(from),
      };
      const shown = {
        ...callerNumber(from),
        ...(own?.sourceDisplayName === undefined ? {} : { sourceDisplayName: own.sourceDisplayName }),
      };
      const targets = to.map(callableIdentifier);
      const [only, ...more] = targets;
      const answered = await withClient(context, (sdk) =>
        only && more.length === 0
          ? sdk.createCall({ targetParticipant: only, ...shown }, context.callbackUrl, settings)
          : sdk.createGroupCall(targets, context.callbackUrl, { ...settings, ...shown }),
      );
      return readOpened(answered, "source");
    },
  });
}

/** A call comes from a number of the resource, or from a Teams app. */
function refuseSource(from: VerbInputs["create"]["from"]): Refusal | undefined {
  if (!from || from.kind === "phone" || from.kind === "application") return undefined;
  return {
    code: "unsupported",
    message: `ACS cannot call from ${describeParty(from)}`,
    hint: "from is a telephone number of the resource, or a Teams app; the communication user that calls is the option sourceIdentity.",
  };
}

function teamsSource(from: Party | undefined): { readonly teamsAppSource?: MicrosoftTeamsAppIdentifier } {
  return from?.kind === "application" ? { teamsAppSource: { teamsAppId: from.id } } : {};
}
