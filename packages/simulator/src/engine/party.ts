/**
 * Who can be on a line. The engine's own words: a wire maps its identifiers to these and back.
 *
 * - `phone`: a number of the public network, E.164 with the leading `+`. Who calls may be known by less: a short code, a masked number,
 *   or `anonymous` when the number is withheld.
 * - `user`: a person of an organization (an Entra object id), with the tenant when it is known.
 * - `application`: a registered app, by its client id.
 * - `application-instance`: a resource account of an app; it usually has a phone number.
 * - `communication-user`: a user of a communication resource, by its raw id.
 * - `guest`: a visitor without an account who gave a name on joining.
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

/**
 * How a person reacts when the phone rings.
 * `manual` waits for a command; everything else happens `afterMs` (default 0) after the first ring.
 */
export type Reaction =
  | { readonly kind: "manual" }
  | {
      readonly kind: "answer" | "decline" | "busy" | "ignore" | "voicemail" | "unreachable";
      readonly afterMs?: number;
    };

/** A person with a phone, a Teams client or another calling client. */
export interface Person {
  readonly id: string;
  readonly displayName: string;
  readonly party: Party;
  readonly reaction: Reaction;
}

export interface PersonSpec {
  /** Chosen by the caller; otherwise made. Must be free. */
  readonly id?: string;
  readonly displayName?: string;
  readonly party: Party;
  /** Default `manual`. */
  readonly reaction?: Reaction;
}

/** A program that is called at one or more addresses on one cloud. */
export interface Bot {
  readonly id: string;
  /** The name of the wire that speaks for it; only events of this bot's legs concern that wire. */
  readonly cloud: string;
  readonly displayName: string;
  /** The first is who the bot is when it calls; a call to any of them is offered to it. */
  readonly addresses: readonly [Party, ...Party[]];
  /** Where its incoming calls are announced. */
  readonly webhookUrl: string;
  /** How long an offered call waits for a decision, in milliseconds; after that it is gone. */
  readonly answerWithinMs: number;
}

export type BotSpec = Omit<Bot, "id" | "displayName"> & { readonly id?: string; readonly displayName?: string };

/** The display name of a party that was given none. */
export function defaultName(party: Party): string {
  if (party.kind === "phone") return party.number;
  return party.kind === "guest" ? party.displayName : `${party.kind} ${party.id}`;
}
