import { createHash } from "node:crypto";
import { z } from "zod";
import type { Party } from "../../engine/party.js";
import type { JsonObject } from "./body.js";
import { badRequest } from "./errors.js";

const identitySchema = z.looseObject({
  id: z.string().min(1),
  displayName: z.string().nullish(),
  tenantId: z.string().nullish(),
  /** The examples send `AAD`. */
  identityProvider: z.unknown().optional(),
  azureCommunicationServicesResourceId: z.unknown().optional(),
});
type Identity = z.infer<typeof identitySchema>;
const kind = identitySchema.nullish();

/** `communicationsIdentitySet`, on the wire called `identitySet`: one of its kinds is there, others absent or null. */
export const identitySetSchema = z.looseObject({
  user: kind,
  application: kind,
  applicationInstance: kind,
  phone: kind,
  guest: kind,
  azureCommunicationServicesUser: kind,
});

/** Who is meant. Throws 400 for a kind that cannot be called here, and for a number that is not E.164. */
export function partyFrom(identity: z.infer<typeof identitySetSchema>, where: string): Party {
  const { user, application, applicationInstance, phone, guest, azureCommunicationServicesUser } = identity;
  if (user) return { kind: "user", id: user.id, ...tenant(user) };
  if (applicationInstance)
    return { kind: "application-instance", id: applicationInstance.id, ...tenant(applicationInstance) };
  if (application) return { kind: "application", id: application.id, ...tenant(application) };
  if (phone) return { kind: "phone", number: e164(phone.id, where) };
  if (guest) return { kind: "guest", id: guest.id, displayName: guest.displayName ?? "Guest" };
  if (azureCommunicationServicesUser) return { kind: "communication-user", id: azureCommunicationServicesUser.id };
  throw badRequest(
    `${where}: the identity has none of user, application, applicationInstance, phone, guest, azureCommunicationServicesUser.`,
  );
}

/** A party on the wire (documented: `@odata.type` is `identitySet` for every kind). */
export function identitySetOf(party: Party, displayName?: string): JsonObject {
  const identity = (id: string, tenantId?: string): JsonObject => ({
    "@odata.type": "#microsoft.graph.identity",
    ...(displayName === undefined ? {} : { displayName }),
    id,
    ...(tenantId === undefined ? {} : { tenantId }),
  });
  const set = (name: string, value: JsonObject): JsonObject => ({
    "@odata.type": "#microsoft.graph.identitySet",
    [name]: value,
  });
  switch (party.kind) {
    case "user":
      return set("user", identity(party.id, party.tenantId));
    case "application":
      return set("application", identity(party.id, party.tenantId));
    case "application-instance":
      return set("applicationInstance", identity(party.id, party.tenantId));
    case "phone":
      return set("phone", { "@odata.type": "#microsoft.graph.identity", id: party.number });
    case "guest":
      return set("guest", { ...identity(party.id), displayName: party.displayName });
    case "communication-user":
      return set("azureCommunicationServicesUser", identity(party.id));
  }
}

/** A party whose identity the app may not see. */
export function encryptedIdentitySet(id: string): JsonObject {
  return {
    "@odata.type": "#microsoft.graph.identitySet",
    encrypted: { "@odata.type": "#microsoft.graph.identity", id },
  };
}

function tenant(identity: Identity): { tenantId?: string } {
  return identity.tenantId ? { tenantId: identity.tenantId } : {};
}

function e164(number: string, where: string): string {
  if (/^\+[1-9]\d{1,14}$/.test(number)) return number;
  throw badRequest(`${where}: ${number} is not a number in E.164 form, such as +12345678901.`);
}

/** An opaque id that stays the same for the same person, in the look of the documented one: 44 letters and digits. */
export function encryptedId(plain: string): string {
  return BigInt(`0x${createHash("sha256").update(plain).digest("hex")}`)
    .toString(36)
    .padStart(44, "0")
    .slice(0, 44);
}
