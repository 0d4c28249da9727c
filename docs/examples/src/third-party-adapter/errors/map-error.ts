import { CallingError, type ErrorCode, type VerbName } from "@trunkline/core";
import { RentedLineRefusal } from "../client/refusal.js";

type Reading = readonly [code: ErrorCode, hint?: string];

const byStatus: Readonly<Record<number, Reading>> = {
  400: ["invalid-request"],
  401: ["unauthenticated", "Check apiKey (RENTED_LINE_API_KEY)."],
  403: ["forbidden", "`from` has to be a number of this account, which must be allowed to call the target."],
  404: ["not-found"],
  // Answered already, or another prompt plays: core sees in it that an answer which was lost did take effect.
  409: ["conflict"],
  410: ["call-ended"],
  429: ["throttled"],
};

/**
 * Reads an error of the client. Only a throttled request is `retryable`: the carrier says that it was not carried out, and that it would be later.
 * A 5xx, or no answer at all, leaves open whether it was: `unavailable` without `retryable` tells core to repeat it only while that is safe.
 */
export function mapError(error: unknown, verb: VerbName): CallingError {
  if (!(error instanceof RentedLineRefusal))
    return new CallingError("unavailable", `${verb}: no answer from the carrier`, { verb, cause: error });
  const { status, message, code: providerCode, retryAfterMs } = error;
  const [code, hint]: Reading = byStatus[status] ?? ["unavailable"];
  return new CallingError(code, `${verb}: ${message}`, {
    verb,
    status,
    retryable: code === "throttled",
    cause: error,
    ...(hint === undefined ? {} : { hint }),
    ...(providerCode === undefined ? {} : { providerCode }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}
