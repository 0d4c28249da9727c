import { z } from "zod";
import { type Party, WITHHELD } from "../../engine/party.js";
import { invalidArgument } from "./errors.js";

/** Only people of the public cloud are here: those of a government's are refused as not simulated. */
const cloud = z.literal("public").nullish();

/** An identifier as requests carry it: `kind` may be absent, and the raw id too. */
export const identifierSchema = z.strictObject({
  kind: z.string().optional(),
  rawId: z.string().optional(),
  phoneNumber: z
    .strictObject({ value: z.string(), isAnonymous: z.boolean().nullish(), assertedId: z.string().nullish() })
    .nullish(),
  communicationUser: z.strictObject({ id: z.string() }).nullish(),
  microsoftTeamsUser: z.strictObject({ userId: z.string(), isAnonymous: z.boolean().nullish(), cloud }).nullish(),
  microsoftTeamsApp: z.strictObject({ appId: z.string(), cloud }).nullish(),
});
export type WireIdentifier = z.infer<typeof identifierSchema>;

const E164 = /^\+[1-9]\d{1,14}$/;

/** The party that an identifier names, to be dialed: a telephone needs a number in E.164 form. */
export function dialedParty(identifier: WireIdentifier, field: string): Party {
  const party = partyOf(identifier, field);
  if (party.kind !== "phone" || E164.test(party.number)) return party;
  throw invalidArgument(`The field ${field} is invalid: ${party.number} is not in E.164 form.`);
}

/** The party that an identifier names, who may be in the call already: then also one whose number is withheld or no E.164. */
export function partyOf(identifier: WireIdentifier, field: string): Party {
  const { phoneNumber, communicationUser, microsoftTeamsUser, microsoftTeamsApp, rawId } = identifier;
  if (phoneNumber) return { kind: "phone", number: phoneNumber.isAnonymous ? WITHHELD : phoneNumber.value };
  if (communicationUser) return { kind: "communication-user", id: communicationUser.id };
  if (microsoftTeamsUser?.isAnonymous) return guest(microsoftTeamsUser.userId);
  if (microsoftTeamsUser) return { kind: "user", id: microsoftTeamsUser.userId };
  if (microsoftTeamsApp) return { kind: "application", id: microsoftTeamsApp.appId };
  if (rawId !== undefined) return partyOfRawId(rawId);
  throw invalidArgument(`The field ${field} is invalid: it identifies no party.`);
}

/** The party that a raw id names. What has no known prefix is taken for a communication user, so that it is not lost. */
export function partyOfRawId(rawId: string): Party {
  if (rawId.startsWith("4:")) return { kind: "phone", number: rawId.slice(2) };
  if (rawId.startsWith("8:orgid:")) return { kind: "user", id: rawId.slice(8) };
  if (rawId.startsWith("8:teamsvisitor:")) return guest(rawId.slice(15));
  if (rawId.startsWith("28:orgid:")) return { kind: "application", id: rawId.slice(9) };
  return { kind: "communication-user", id: rawId };
}

/** A visitor without an account; the wire carries no name. */
function guest(id: string): Party {
  return { kind: "guest", id, displayName: "Guest" };
}

export function rawIdOf(party: Party): string {
  switch (party.kind) {
    case "phone":
      return `4:${party.number}`;
    case "user":
      return `8:orgid:${party.id}`;
    case "application":
    case "application-instance":
      return `28:orgid:${party.id}`;
    case "communication-user":
      return party.id;
    case "guest":
      return `8:teamsvisitor:${party.id}`;
  }
}

/** An identifier as responses and events carry it: always with `kind` and `rawId`. */
export function identifierOf(party: Party): Record<string, unknown> {
  const rawId = rawIdOf(party);
  switch (party.kind) {
    case "phone":
      return {
        rawId,
        kind: "phoneNumber",
        phoneNumber: { value: party.number, ...(party.number === WITHHELD ? { isAnonymous: true } : {}) },
      };
    case "user":
      return {
        rawId,
        kind: "microsoftTeamsUser",
        microsoftTeamsUser: { userId: party.id, isAnonymous: false, cloud: "public" },
      };
    case "application":
    case "application-instance":
      return { rawId, kind: "microsoftTeamsApp", microsoftTeamsApp: { appId: party.id, cloud: "public" } };
    case "communication-user":
      return { rawId, kind: "communicationUser", communicationUser: { id: party.id } };
    case "guest":
      return {
        rawId,
        kind: "microsoftTeamsUser",
        microsoftTeamsUser: { userId: party.id, isAnonymous: true, cloud: "public" },
      };
  }
}
