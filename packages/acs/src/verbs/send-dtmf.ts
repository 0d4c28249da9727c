import { defineVerb, describeParty, type Party, type Refusal, type Tone } from "@trunkline/core";
import { z } from "zod";
import type { AcsClient } from "../client/acs-client.js";
import {
  checked,
  completesElsewhere,
  operationCallbackUri,
  operationContext,
  operationFields,
} from "../kit/verb-kit.js";
import { identifierOf, partyToIdentifier } from "../parties/party-to-identifier.js";
import { writeTone } from "../tones.js";

/** How many tones one request takes. Source: ACS, control mid-call media actions. */
export const mostTones = 18;

const options = z.strictObject({ operationContext, operationCallbackUri });

/**
 * Sends tones to one participant; SendDtmfTonesCompleted or SendDtmfTonesFailed follows.
 * Source: Call Automation, SendDtmfTones. Its example sends to a communication user; the how-to page knows telephones only.
 */
export function sendDtmf({ withMedia }: AcsClient) {
  return defineVerb<"sendDtmf">()({
    options,
    repeat: "safe",
    refuse: ({ tones, to }) => refuseTones(tones) ?? refuseTarget(to),
    async run({ tones, to }, context, own) {
      const target = identifierOf(checked(to, "sendDtmf: no target"));
      const { ids } = await withMedia(context, (media) =>
        media.sendDtmfTones(
          tones.flatMap((tone) => writeTone(tone) ?? []),
          target,
          operationFields(context.operationId, own),
        ),
      );
      return { ...completesElsewhere(own), ...ids };
    },
  });
}

function refuseTones(tones: readonly Tone[]): Refusal | undefined {
  const flash = tones.findIndex((tone) => writeTone(tone) === undefined);
  if (flash >= 0) {
    return { code: "unsupported", message: `ACS has no "${tones[flash]}" (tone ${flash + 1})` };
  }
  if (tones.length > 0 && tones.length <= mostTones) return undefined;
  return {
    code: "invalid-request",
    message: `ACS takes 1 to ${mostTones} tones at once, not ${tones.length}`,
  };
}

function refuseTarget(to: Party | undefined): Refusal | undefined {
  const hint = "Name a telephone or a communication user of the call in to.";
  if (!to) return { code: "invalid-request", message: "ACS sends tones to one participant: say to whom", hint };
  const identifier = partyToIdentifier(to);
  if (identifier && ("phoneNumber" in identifier || "communicationUserId" in identifier)) return undefined;
  return { code: "unsupported", message: `ACS cannot send tones to ${describeParty(to)}`, hint };
}
