/**
 * Who can be on a line. The engine's own words: a wire maps its identifiers to these and back.
 *
 * - `phone`: a number of the public network, E.164 with the leading `+`. Who calls may be known by less: a short code, a masked number,
 *   or `anonymous` when the number is withheld.
 * - `user`: a person of an organization (an Entra object id), with the tenant when it is known.
 * - `application`: a registered app, by its client id.
 * - `application-instance`: a resource account of an app; it usually has a phone number.
 * - `communication-user`: a user of a communication resource, by its raw id.
 * - `guest`: somebody without an account who gave a name at the door.
 */
export type Party =
  | { readonly kind: "phone"; readonly number: string }
  | { readonly kind: "user"; readonly id: string; readonly tenantId?: string }
  | { readonly kind: "application"; readonly id: string; readonly tenantId?: string }
  | { readonly kind: "application-instance"; readonly id: string; readonly tenantId?: string }
  | { readonly kind: "communication-user"; readonly id: string }
  | { readonly kind: "guest"; readonly id: string; readonly displayName: string };

/** The number of a caller who withholds it. */
export const WITHHELD = "anonymous";

/** A string that is equal for two parties exactly when they are the same one. Ids compare without regard to case; a tenant does not distinguish. */
export function partyKey(party: Party): string {
  return party.kind === "phone" ? `phone:${party.number}` : `${party.kind}:${party.id.toLowerCase()}`;
}

export function sameParty(a: Party, b: Party): boolean {
  return partyKey(a) === partyKey(b);
}
