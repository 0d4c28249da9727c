import { CallingError, type CallingErrorDetails } from "./calling-error.js";

/** A machine's timers go no further (2^31 - 1 ms, 24 days), and a clock that is asked for no number at all stands still. */
const longestMs = 2_147_483_647;

/**
 * Checks a time that a bot gave.
 * @param what names it in the error: `"play: timeoutMs"`.
 * @throws CallingError `invalid-request` when it is no number of milliseconds, or out of range.
 */
export function checkMs(what: string, ms: number | undefined, about: CallingErrorDetails = {}, least = 1): void {
  checkRange(what, ms, { least, most: longestMs, hint: `Give milliseconds, from ${least} to ${longestMs}.` }, about);
}

/** Checks a number that a bot gave. @throws CallingError `invalid-request`. */
export function checkRange(
  what: string,
  value: number | undefined,
  range: { readonly least: number; readonly most: number; readonly hint: string },
  about: CallingErrorDetails = {},
): void {
  if (value === undefined || (typeof value === "number" && value >= range.least && value <= range.most)) return;
  throw new CallingError("invalid-request", `${what} is ${describeValue(value)}`, { ...about, hint: range.hint });
}

/** A number that came as a text (from an environment variable, say) would look right in a message that did not say so. */
export function describeValue(value: unknown): string {
  return typeof value === "string" ? `the text "${value}", not a number` : String(value);
}
