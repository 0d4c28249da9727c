import { isE164, type Party, party, phone } from "@trunkline/core";
import { formatRawId, parseRawId, type RawId, type RawIdCloud } from "@trunkline/microsoft";
import { z } from "zod";
import { acsName } from "./own-parties.js";

/**
 * Reads a party of the wire. Never fails: an identifier of an unknown kind is an `unknown` party with its raw id.
 * @param displayName the name shown, if an event carries one; an empty name counts as absent.
 */
export function identifierToParty(value: unknown, displayName?: string): Party {
  return { ...rawIdToParty(rawIdOf(wireIdentifier.parse(value))), ...(displayName ? { displayName } : {}) };
}

/** Whether a party is on the telephone network, with a number that can be called or without one (withheld, masked, a short code). */
export function isTelephone(party: Party): boolean {
  return party.kind === "phone" || (party.kind === "unknown" && party.rawId.startsWith("4:"));
}

/** The nested forms first: they are complete, while a raw id may be missing or carry additions. */
function rawIdOf(wire: WireIdentifier): RawId {
  const { value, isAnonymous: withheld } = wire.phoneNumber ?? {};
  if (value !== undefined && isE164(value)) return { kind: "phone", number: value };
  if (withheld) return { kind: "anonymous-phone" };
  if (wire.communicationUser) return parseRawId(wire.communicationUser.id);
  if (wire.teamsExtensionUser) {
    return { kind: "teams-extension-user", ...wire.teamsExtensionUser, cloud: cloudOf(wire.teamsExtensionUser.cloud) };
  }
  if (wire.microsoftTeamsApp) {
    return { kind: "teams-app", id: wire.microsoftTeamsApp.appId, cloud: cloudOf(wire.microsoftTeamsApp.cloud) };
  }
  if (!wire.microsoftTeamsUser) return parseRawId(wire.rawId ?? (value ? `4:${value}` : ""));
  const { userId, isAnonymous, cloud } = wire.microsoftTeamsUser;
  return isAnonymous
    ? { kind: "teams-visitor", id: userId }
    : { kind: "teams-user", id: userId, cloud: cloudOf(cloud) };
}

function rawIdToParty(id: RawId): Exclude<Party, { kind: "guest" }> {
  switch (id.kind) {
    case "phone":
      return phone(id.number);
    case "teams-user":
      return id.cloud === "public" ? party.user(id.id) : ownKind("microsoftTeamsUser", id);
    case "teams-app":
      return id.cloud === "public" ? party.application(id.id) : ownKind("microsoftTeamsApp", id);
    case "teams-visitor":
      return ownKind("microsoftTeamsUser", id);
    case "communication-user":
      return ownKind("communicationUser", id);
    case "teams-extension-user":
      return ownKind("teamsExtensionUser", id);
    default:
      return party.unknown(formatRawId(id));
  }
}

/** Kinds that only this provider has, and people of a sovereign cloud, keep their whole raw id: the way back needs it. */
function ownKind(type: string, id: RawId) {
  return { kind: "provider", provider: acsName, type, id: formatRawId(id) } as const;
}

function cloudOf(text: string | undefined): RawIdCloud {
  return text === "dod" || text === "gcch" ? text : "public";
}

const text = z.string().optional().catch(undefined);

/**
 * Who somebody is, as the wire spells it. One of the nested forms at the most is there; `kind` and `rawId` may be missing
 * (requests of the official client leave `kind` out; older events did too), so neither is relied on.
 */
export const wireIdentifier = z
  .looseObject({
    rawId: text,
    communicationUser: z.looseObject({ id: z.string() }).optional().catch(undefined),
    phoneNumber: z
      .looseObject({ value: text, isAnonymous: z.boolean().optional().catch(undefined) })
      .optional()
      .catch(undefined),
    microsoftTeamsUser: z
      .looseObject({ userId: z.string(), isAnonymous: z.boolean().optional().catch(undefined), cloud: text })
      .optional()
      .catch(undefined),
    microsoftTeamsApp: z.looseObject({ appId: z.string(), cloud: text }).optional().catch(undefined),
    teamsExtensionUser: z
      .looseObject({ userId: z.string(), tenantId: z.string(), resourceId: z.string(), cloud: text })
      .optional()
      .catch(undefined),
  })
  .catch({});

/** A party on the wire. */
export type WireIdentifier = z.infer<typeof wireIdentifier>;
