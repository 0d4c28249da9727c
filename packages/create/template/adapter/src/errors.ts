import {
  CallingError,
  type EndContext,
  type EndKind,
  type EndReason,
  type ErrorCode,
  type ResultInfo,
  type VerbName,
} from "@trunkline/core";
import { MyLineRefusal } from "./client.js";

const codes: Readonly<Record<number, ErrorCode>> = {
  400: "invalid-request",
  401: "unauthenticated",
  403: "forbidden",
  404: "not-found",
  // Answered or rejected already: if the answer to the first request was lost, core sees in it that the request was carried out.
  409: "conflict",
  // The call is over.
  410: "call-ended",
  429: "throttled",
};

/**
 * Reads an error of the client. `retryable` says that the request was certainly not carried out and may be sent again. A 5xx, or no answer at all,
 * leaves that open: core then sends it again only while the verb's `repeat` allows it.
 */
export function mapError(error: unknown, verb: VerbName): CallingError {
  if (!(error instanceof MyLineRefusal))
    return new CallingError("unavailable", `${verb}: no answer from My Line`, { verb, cause: error });
  const { status, message } = error;
  const code = codes[status] ?? "unavailable";
  return new CallingError(code, `${verb}: ${message}`, { verb, status, retryable: code === "throttled", cause: error });
}

/** Why My Line ends a call, by its own words. */
const kinds: Readonly<Record<string, (context: EndContext) => EndKind>> = {
  hung_up: ({ wasConnected }) => (wasConnected ? "remote-hung-up" : "canceled"),
  busy: () => "busy",
  declined: () => "declined",
  no_answer: () => "no-answer",
};

/** Why a call ended. What the bot did itself core knows already. A word that is not listed is `unknown`: it is never guessed. */
export function endReason({ code, subcode, message }: ResultInfo, context: EndContext): EndReason {
  const kind = Object.hasOwn(kinds, code) ? kinds[code]?.(context) : undefined;
  return { kind: kind ?? "unknown", code, subcode, message };
}
