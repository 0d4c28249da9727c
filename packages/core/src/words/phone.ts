import { CallingError } from "./calling-error.js";
import type { E164, PhoneParty } from "./party.js";

/** ITU-T E.164: a country code that does not begin with 0, and 15 digits in all at the most. */
const e164 = /^\+[1-9]\d{1,14}$/;

/** Tells whether a text is a telephone number in E.164 form, without spaces or punctuation. */
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
