import type { CommunicationIdentifier } from "@azure/communication-common";
import type { Party } from "@trunkline/core";
import { parseRawId, type RawId } from "@trunkline/microsoft";
import { acsName } from "./communication-user.js";

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
