import type { CommunicationIdentifier, UnknownIdentifier } from "@azure/communication-common";
import { isUnknownIdentifier } from "@azure/communication-common";
import { CallingError, describeParty, isE164, type Party, type Refusal } from "@trunkline/core";
import { refuseDirectoryIds } from "@trunkline/microsoft";
import { partyToIdentifier } from "./party-to-identifier.js";

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

/** The identifier of somebody to call. @throws CallingError `unsupported`; `refuseUncallable` says so earlier. */
export function callableIdentifier(party: Party): CallableIdentifier {
  const identifier = callable(party);
  if (!identifier) throw new CallingError("unsupported", `ACS cannot call ${describeParty(party)}`, { hint: kinds });
  return identifier;
}

/** The identifier of somebody on a call. @throws CallingError `unsupported`; `refuseUnnameable` says so earlier. */
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
