import type { CallState } from "@trunkline/core";
import { z } from "zod";

/** Text that may be absent, null or of the wrong type: then it is absent. */
export const looseText = z.string().min(1).nullish().catch(undefined);

/** `#microsoft.graph.sendDtmfTonesOperation` → `senddtmftonesoperation`; type names are compared without regard to case. */
export function shortType(value: string | null | undefined): string {
  return (value ?? "").replace(/^#?(microsoft\.graph\.)?/i, "").toLowerCase();
}

/**
 * Call ids are compared without regard to case (documented for all values in a path), so we keep them in one. Dots alone are no id:
 * they would lead elsewhere from the path of a request that they stand in.
 */
export function canonicalId(id: string): string {
  return /^\.{1,2}$/.test(id) ? "" : id.toLowerCase();
}

const identity = z
  .looseObject({ id: looseText, displayName: looseText, tenantId: looseText })
  .nullish()
  .catch(undefined);

/** Reads an identity set. Kinds that are not set may be absent or null, and `@odata.type` is missing on nested objects at times. */
export const identitySetSchema = z.looseObject({
  user: identity,
  phone: identity,
  guest: identity,
  applicationInstance: identity,
  application: identity,
  azureCommunicationServicesUser: identity,
  encrypted: identity,
  onPremises: identity,
  assertedIdentity: identity,
  device: identity,
});

export type ReadIdentitySet = z.output<typeof identitySetSchema>;

/** Reads a `participantInfo` or an `invitationParticipantInfo`. */
export const participantInfoSchema = z.looseObject({
  identity: identitySetSchema.nullish().catch(undefined),
});

const info = participantInfoSchema.nullish().catch(undefined);

/**
 * Reads a `call`, whole (a response) or in part (a notification). The entity is open: v1.0 carries several members
 * that only beta declares, and most of them may be absent or null. What cannot be read is as good as absent.
 */
export const callSchema = z.object({
  "@odata.type": looseText,
  id: looseText,
  state: looseText,
  direction: looseText,
  tenantId: looseText,
  callChainId: looseText,
  myParticipantId: looseText,
  terminationReason: looseText,
  resultInfo: z.unknown().optional(),
  source: info,
  answeredBy: info,
  targets: z.array(participantInfoSchema.catch({})).nullish().catch(undefined),
  callRoutes: z
    .array(z.looseObject({ original: identitySetSchema.nullish().catch(undefined) }).catch({}))
    .nullish()
    .catch(undefined),
  chatInfo: z.looseObject({}).nullish().catch(undefined),
  meetingInfo: z.looseObject({ "@odata.type": looseText, token: looseText }).nullish().catch(undefined),
  toneInfo: z
    .looseObject({ tone: looseText, sequenceId: z.union([z.number(), z.string()]).nullish().catch(undefined) })
    .nullish()
    .catch(undefined),
  incomingContext: z.looseObject({ observedParticipantId: looseText }).nullish().catch(undefined),
  applicationMetadata: z
    .looseObject({ botData: z.looseObject({}).nullish().catch(undefined) })
    .nullish()
    .catch(undefined),
});

/** What the response to a request says of the call that it opened. */
export const openedSchema = callSchema.pick({ id: true, state: true, myParticipantId: true });

export type ReadCall = z.output<typeof callSchema>;

/** Reads any `…Operation`, of a response or of a notification. `status` is written in either case. */
export const operationSchema = z.object({
  "@odata.type": looseText,
  id: looseText,
  status: looseText,
  clientContext: looseText,
  completionReason: looseText,
  resultInfo: z.unknown().optional(),
});

/** What the response to a request says of the operation that it started. */
export const startedSchema = operationSchema.pick({ id: true, status: true });

export type ReadOperation = z.output<typeof operationSchema>;

/**
 * Graph's states in core's words. `hold`, `transferring` and `transferAccepted` are facts beside a call that stays connected;
 * `redirecting` is in no documented example and moves nothing. `ringing` is in the pages and in beta, not in the v1.0 metadata.
 */
const states: ReadonlyMap<string, CallState | "beside"> = new Map([
  ["incoming", "incoming"],
  ["establishing", "connecting"],
  ["ringing", "ringing"],
  ["established", "connected"],
  ["hold", "connected"],
  ["transferring", "connected"],
  ["transferaccepted", "connected"],
  ["redirecting", "beside"],
  ["terminating", "disconnecting"],
  ["terminated", "disconnected"],
]);

/** Reads a state, ignoring case. `beside`: a known state without an equivalent in core. `undefined`: unknown. */
export function readState(word: string): CallState | "beside" | undefined {
  return states.get(word.toLowerCase());
}
