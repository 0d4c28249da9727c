/** A telephone number in E.164 form: a plus sign, the country code and the subscriber number, 15 digits at the most. */
export type E164 = `+${number}`;

interface Named {
  /** The name shown for the party, if the provider reports it. Never identify a party by it. */
  readonly displayName?: string;
}

/** A party on the telephone network. */
export interface PhoneParty extends Named {
  readonly kind: "phone";
  readonly number: E164;
}

/** An address of the Session Initiation Protocol: `sip:` or `sips:`, and `user@host` or a host. */
export type SipUri = `sip:${string}` | `sips:${string}`;

/** A party that is reached by a SIP address. */
export interface SipParty extends Named {
  readonly kind: "sip";
  readonly uri: SipUri;
}

/** A person of a directory (an Entra object id). */
export interface UserParty extends Named {
  readonly kind: "user";
  readonly id: string;
  /** The directory (tenant) that the person belongs to; needed where a bot serves several. */
  readonly tenantId?: string;
}

/** A bot or another application, by its application id. */
export interface ApplicationParty extends Named {
  readonly kind: "application";
  readonly id: string;
  readonly tenantId?: string;
}

/** A person without an account, under a name of their own choice. */
export interface GuestParty {
  readonly kind: "guest";
  readonly id: string;
  readonly displayName: string;
}

/** A kind of party that only one provider has. Its adapter package makes it and reads it. */
export interface ProviderParty extends Named {
  readonly kind: "provider";
  /** The adapter's name. */
  readonly provider: string;
  /** The provider's word for the kind of party. */
  readonly type: string;
  readonly id: string;
}

/**
 * A party that cannot be identified further (encrypted, on-premises …), with the provider's own identifier. A caller on the telephone
 * network without an E.164 number is one too: it can be sent tones and transferred, but not called.
 */
export interface UnknownParty extends Named {
  readonly kind: "unknown";
  readonly rawId: string;
}

/** Who is on a line. */
export type Party = PhoneParty | SipParty | UserParty | ApplicationParty | GuestParty | ProviderParty | UnknownParty;

/** A party, or a telephone number or SIP address written out: `"+14255550123"`, `"sip:ada@example.com"`. Check text from outside with `phone(text)` or `sip(text)`. */
export type PartyLike = Explained["party"];

/** A detour that makes the compiler print the hint with its errors, where it would print only the name of an alias. */
interface Explained {
  readonly party: PartyOr<'an E.164 number like "+14255550123"; check other texts with phone(text)'>;
}

type PartyOr<Hint> = Party | E164 | SipUri | (Hint extends string ? never : Hint);

interface DirectoryOptions {
  readonly tenantId?: string;
  readonly displayName?: string;
}

function user(id: string, options: DirectoryOptions = {}): UserParty {
  return { kind: "user", id, ...options };
}

function application(id: string, options: DirectoryOptions = {}): ApplicationParty {
  return { kind: "application", id, ...options };
}

function guest(who: { readonly id: string; readonly displayName: string }): GuestParty {
  return { kind: "guest", id: who.id, displayName: who.displayName };
}

function unknown(rawId: string, options: { readonly displayName?: string } = {}): UnknownParty {
  return { kind: "unknown", rawId, ...options };
}

/** Makes the parties that have an id; `phone()` and `sip()` check what they are given. */
export const party = { user, application, guest, unknown } as const;
