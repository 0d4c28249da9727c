import type { CustomCallingContext } from "@azure/communication-call-automation";
import { defineVerb, describeParty, type Party, type Refusal, type VerbInputs } from "@trunkline/core";
import { z } from "zod";
import type { AcsClient } from "../client/acs-client.js";
import { callerNumber, refuseWithoutNumber } from "../kit/caller-number.js";
import { completesElsewhere, operationCallbackUri, operationContext, operationFields } from "../kit/verb-kit.js";
import {
  callableIdentifier,
  identifierOf,
  refuseUncallable,
  refuseUnnameable,
} from "../parties/party-to-identifier.js";

/** How long somebody may ring who is added. Source: Call Automation, AddParticipant: 180 s at the most. */
export const addParticipantRingMs = { min: 1_000, max: 180_000 };

const text = z.string().min(1);

/** Headers for the one who is called, as the client has them. */
const header = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("voip"), key: text, value: z.string() }),
  z.strictObject({ kind: z.literal("sipuui"), key: z.string(), value: z.string() }),
  z.strictObject({
    kind: z.literal("sipx"),
    key: text,
    value: z.string(),
    sipHeaderPrefix: z.enum(["X-", "X-MS-Custom-"]).optional(),
  }),
]);

const options = z.strictObject({
  /** The name shown to the one who is called. */
  sourceDisplayName: text.optional(),
  /** Headers that the one who is called gets: of their own (`voip`), User-To-User (`sipuui`), or of SIP (`sipx`). */
  customCallingContext: z.array(header).min(1).optional(),
  operationContext,
  operationCallbackUri,
});

type Own = z.output<typeof options>;

/**
 * Calls somebody into the call; AddParticipantSucceeded or AddParticipantFailed follows. With `replaces` they come over from another call;
 * MoveParticipantSucceeded or MoveParticipantFailed follows. Source: Call Automation, AddParticipant and MoveParticipants.
 */
export function addParticipant({ withConnection }: AcsClient) {
  return defineVerb<"addParticipant">()({
    options,
    repeat: "safe",
    // They may ring for 180 s, and the event may be late.
    completesWithinMs: addParticipantRingMs.max + 15_000,
    refuse: (input) => (input.replaces ? refuseUnnameable([input.to]) : refuseCall(input)),
    async run(input, context, own) {
      const fields = operationFields(context.operationId, own);
      if (input.replaces) {
        const { providerCallId } = input.replaces;
        const { ids } = await withConnection(context, (connection) =>
          connection.moveParticipants([identifierOf(input.to)], providerCallId, fields),
        );
        return answerOf(own, { ids, warnings: ofNoUse(input, own) });
      }
      const { value, ids } = await withConnection(context, (connection) =>
        connection.addParticipant(inviteOf(input, own), { ...fields, ...ringTime(input.ringMs) }),
      );
      return {
        ...answerOf(own, { ids, warnings: rounded(input.ringMs) }),
        ...(value.invitationId === undefined ? {} : { providerOperationId: value.invitationId }),
      };
    },
  });
}

function refuseCall({ to, from }: VerbInputs["addParticipant"]): Refusal | undefined {
  return refuseUncallable([to]) ?? refuseSource(from) ?? refuseWithoutNumber([to], from);
}

function refuseSource(from: Party | undefined): Refusal | undefined {
  if (!from || from.kind === "phone") return undefined;
  return {
    code: "unsupported",
    message: `ACS cannot add anybody in the name of ${describeParty(from)}`,
    hint: "from is a telephone number of the resource; a name to show is the provider option sourceDisplayName.",
  };
}

function inviteOf({ to, from }: VerbInputs["addParticipant"], own: Own | undefined) {
  return {
    targetParticipant: callableIdentifier(to),
    ...callerNumber(from),
    ...(own?.sourceDisplayName === undefined ? {} : { sourceDisplayName: own.sourceDisplayName }),
    ...(own?.customCallingContext === undefined ? {} : { customCallingContext: headersOf(own.customCallingContext) }),
  };
}

function headersOf(given: NonNullable<Own["customCallingContext"]>): CustomCallingContext {
  return given.map((one) => {
    if (one.kind !== "sipx") return one;
    const { sipHeaderPrefix, ...plain } = one;
    return sipHeaderPrefix === undefined ? plain : { ...plain, sipHeaderPrefix };
  });
}

/** The wire counts in whole seconds: never shorter than was asked for. */
function secondsOf(ringMs: number): number {
  return Math.ceil(ringMs / 1_000);
}

function ringTime(ringMs: number | undefined): { readonly invitationTimeoutInSeconds?: number } {
  return ringMs === undefined ? {} : { invitationTimeoutInSeconds: secondsOf(ringMs) };
}

function rounded(ringMs: number | undefined): readonly string[] {
  if (ringMs === undefined || ringMs % 1_000 === 0) return [];
  return [`ringMs: ACS counts in whole seconds; they ring for ${secondsOf(ringMs)} s`];
}

/** What says how somebody is called, while somebody who is moved is not called. */
function ofNoUse({ from, ringMs }: VerbInputs["addParticipant"], own: Own | undefined): readonly string[] {
  const { sourceDisplayName, customCallingContext } = own ?? {};
  const given = Object.entries({ from, ringMs, sourceDisplayName, customCallingContext }).filter(
    ([, value]) => value !== undefined,
  );
  if (given.length === 0) return [];
  return [
    `${given.map(([name]) => name).join(", ")}: of no use with replaces: ACS moves them over without calling them`,
  ];
}

function answerOf(
  own: Own | undefined,
  { ids, warnings }: { ids: { requestId?: string }; warnings: readonly string[] },
) {
  const elsewhere = completesElsewhere(own);
  const all = [...warnings, ...(elsewhere.warnings ?? [])];
  return { ...ids, ...elsewhere, ...(all.length > 0 ? { warnings: all } : {}) };
}
