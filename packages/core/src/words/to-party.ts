import { CallingError } from "./calling-error.js";
import type { E164, Party, PartyLike, PhoneParty, SipParty } from "./party.js";
import { isSip, shownSip, sip } from "./sip.js";

/** Reads a party, or a telephone number or SIP address in text form, and checks it. */
export function toParty(value: PartyLike): Party {
  if (typeof value === "string") return isSip(value) ? sip(value) : phone(value);
  if (typeof value !== "object" || value === null || typeof value.kind !== "string")
    throw new CallingError("invalid-request", `${JSON.stringify(value)} is not a party`, {
      hint: 'Write "+14255550123", or use phone(), sip(), party.user(), party.application() and the like.',
    });
  if (value.kind === "phone")
    return phone(value.number, value.displayName === undefined ? {} : { displayName: value.displayName });
  if (value.kind === "sip")
    return sip(value.uri, value.displayName === undefined ? {} : { displayName: value.displayName });
  checkNames(value);
  return value;
}

/** The members that identify a party of each kind. */
const names: Readonly<Record<string, readonly string[]>> = {
  user: ["id"],
  application: ["id"],
  guest: ["id"],
  provider: ["provider", "type", "id"],
  unknown: ["rawId"],
};

/** @throws CallingError `invalid-request` when the kind is unknown, or a member that identifies the party is missing. */
function checkNames(value: Exclude<Party, PhoneParty | SipParty>): void {
  const wanted = names[value.kind];
  if (!wanted)
    throw new CallingError("invalid-request", `there is no kind of party "${value.kind}"`, {
      hint: `Kinds are phone, sip, ${Object.keys(names).join(", ")}.`,
    });
  const given = new Map<string, unknown>(Object.entries(value));
  const missing = wanted.find((name) => typeof given.get(name) !== "string" || given.get(name) === "");
  if (missing !== undefined)
    throw new CallingError("invalid-request", `a party of the kind ${value.kind} has no ${missing}`, {
      hint: "Make parties with phone(), sip(), party.user(), party.application() and the like.",
    });
}

/** A text that is the same for the same party, regardless of its display name. For comparing, never for the wire. */
export function partyKey(party: Party): string {
  switch (party.kind) {
    case "phone":
      return `phone:${party.number}`;
    case "sip":
      return party.uri;
    case "provider":
      return `${party.provider}:${party.type}:${party.id}`;
    case "unknown":
      return `unknown:${party.rawId}`;
    default:
      return `${party.kind}:${party.id.toLowerCase()}`;
  }
}

/** How a party is named in an error message. Telephone numbers keep their last two digits only, SIP addresses their host. */
export function describeParty(party: Party): string {
  if (party.kind === "phone") return `phone ${party.number.slice(0, 3)}…${party.number.slice(-2)}`;
  if (party.kind === "sip") return shownSip(party.uri);
  if (party.kind === "provider") return `${party.type} ${party.id}`;
  if (party.kind === "unknown") return "an unknown party";
  return `${party.kind} ${party.id}`;
}

/** ITU-T E.164: a country code that does not begin with 0, and 15 digits in all at the most. */
const e164 = /^\+[1-9]\d{1,14}$/;

/** Whether a text is a telephone number in E.164 form, without spaces or punctuation. */
export function isE164(text: string): text is E164 {
  return e164.test(text);
}

/**
 * The party behind a telephone number.
 * @param number E.164 without spaces: `"+14255550123"`.
 * @throws CallingError `invalid-request` when it is not E.164.
 */
export function phone(number: string, options: { readonly displayName?: string } = {}): PhoneParty {
  if (!isE164(number)) {
    throw new CallingError("invalid-request", `"${number}" is not a telephone number in E.164 form`, {
      hint: "Write a plus sign, the country code and the number, digits only: +14255550123.",
    });
  }
  return { kind: "phone", number, ...options };
}
