import { CallingError } from "./calling-error.js";
import type { SipParty, SipUri } from "./party.js";

/** RFC 3261: the scheme, a user before an `@` if there is one, the host with its port, and what follows. */
const form = /^(sips?):(?:([^\s@:<>"]+)@)?(\[[\da-f:.]+\]|[\w.-]+)(:\d{1,5})?([;?][^\s<>"@]*)?$/i;

/** Whether a text begins as a SIP address does. */
export function isSip(text: string): text is SipUri {
  return /^sips?:/i.test(text);
}

/**
 * The party behind a SIP address. The scheme and the host are written small, since their case does not count; the rest stays as it is.
 * @param uri `"sip:ada@example.com"`, with a port and parameters where it has them. A password is refused: addresses are kept in records.
 * @throws CallingError `invalid-request` when it is no SIP address.
 */
export function sip(uri: string, options: { readonly displayName?: string } = {}): SipParty {
  const [, scheme = "", user, host = "", port = "", more = ""] = form.exec(uri) ?? [];
  const name = user === undefined ? "" : `${user}@`;
  const secure = scheme.toLowerCase() === "sips";
  const rest = `${name}${host.toLowerCase()}${port}${more}`;
  if (host !== "") return { kind: "sip", uri: secure ? `sips:${rest}` : `sip:${rest}`, ...options };
  throw new CallingError("invalid-request", `a party's address is not one of SIP: ${shownSip(uri)}`, {
    hint: "Write sip:user@host, without blanks and without a password: sip:ada@example.com.",
  });
}

/** A SIP address as it may be shown: without the user, who may be a telephone number. */
export function shownSip(uri: string): string {
  const [scheme = ""] = uri.split(":", 1);
  const host = /@([\w.-]+)[^@]*$/.exec(uri)?.[1] ?? "";
  return host === "" ? `${scheme}:…` : `${scheme}:…@${host.toLowerCase()}`;
}
