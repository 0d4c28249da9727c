import { type CommunicationIdentifier, isUnknownIdentifier, type UnknownIdentifier } from "@azure/communication-common";
import { CallingError, describeParty, isE164, type Party, type Refusal } from "@trunkline/core";
import { parseRawId, type RawId, refuseDirectoryIds } from "@trunkline/microsoft";
import { acsName } from "./own-parties.js";

/** How the client names a party; `undefined` for one that this provider has no name for (a guest, another provider's kind). */
export function partyToIdentifier(party: Party): CommunicationIdentifier | undefined {
  switch (party.kind) {
    case "phone":
      return { phoneNumber: party.number };
    case "user":
      return { microsoftTeamsUserId: party.id };
    case "application":
      return { teamsAppId: party.id };
    case "unknown":
      return rawIdToIdentifier(party.rawId);
    case "provider":
      return party.provider === acsName ? rawIdToIdentifier(party.id) : undefined;
    case "guest":
    case "sip":
      return undefined;
  }
}

function rawIdToIdentifier(rawId: string): CommunicationIdentifier {
  const id: RawId = parseRawId(rawId);
  switch (id.kind) {
    case "phone":
      return { phoneNumber: id.number, rawId };
    case "anonymous-phone":
      return { phoneNumber: "anonymous", isAnonymous: true, rawId };
    case "other-phone":
      return { phoneNumber: id.value, rawId };
    case "teams-user":
      return { microsoftTeamsUserId: id.id, cloud: id.cloud, rawId };
    case "teams-visitor":
      return { microsoftTeamsUserId: id.id, isAnonymous: true, rawId };
    case "teams-app":
      return { teamsAppId: id.id, cloud: id.cloud, rawId };
    case "communication-user":
      return { communicationUserId: id.id };
    case "teams-extension-user":
      return { userId: id.userId, tenantId: id.tenantId, resourceId: id.resourceId, cloud: id.cloud, rawId };
    case "unknown":
      return { id: rawId };
  }
}

/** Somebody who can be called. A party known by a raw id alone, and a telephone without an E.164 number, can be on a call, but not be called. */
export type CallableIdentifier = Exclude<CommunicationIdentifier, UnknownIdentifier>;

const kinds = "ACS reaches phone numbers, communication users, Teams users, Teams apps and Teams extension users.";

/** Why the first of these parties that cannot be called cannot; `undefined` when all can. */
export function refuseUncallable(parties: readonly Party[]): Refusal | undefined {
  const wrong = parties.find((party) => callable(party) === undefined);
  if (!wrong) return refuseDirectoryIds(parties);
  return { code: "unsupported", message: `ACS cannot call ${describeParty(wrong)}`, hint: kinds };
}

/** Why the first of these parties that cannot be named cannot; `undefined` when all can. */
export function refuseUnnameable(parties: readonly Party[]): Refusal | undefined {
  const wrong = parties.find((party) => partyToIdentifier(party) === undefined);
  if (!wrong) return refuseDirectoryIds(parties);
  return { code: "unsupported", message: `ACS has no name for ${describeParty(wrong)}`, hint: kinds };
}

/** The identifier of a party to call. @throws CallingError `unsupported`; `refuseUncallable` refuses it earlier. */
export function callableIdentifier(party: Party): CallableIdentifier {
  const identifier = callable(party);
  if (!identifier) throw new CallingError("unsupported", `ACS cannot call ${describeParty(party)}`, { hint: kinds });
  return identifier;
}

/** The identifier of a party on a call. @throws CallingError `unsupported`; `refuseUnnameable` refuses it earlier. */
export function identifierOf(party: Party): CommunicationIdentifier {
  const identifier = partyToIdentifier(party);
  if (!identifier)
    throw new CallingError("unsupported", `ACS has no name for ${describeParty(party)}`, { hint: kinds });
  return identifier;
}

function callable(party: Party): CallableIdentifier | undefined {
  const identifier = partyToIdentifier(party);
  if (!identifier || isUnknownIdentifier(identifier)) return undefined;
  return "phoneNumber" in identifier && !isE164(identifier.phoneNumber) ? undefined : identifier;
}
