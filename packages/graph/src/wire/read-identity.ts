import { z } from "zod";
import { looseText } from "./odata.js";

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
