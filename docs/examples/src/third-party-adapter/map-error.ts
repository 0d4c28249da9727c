import { CallingError, type ErrorCode, type VerbName } from "@trunkline/core";
import { RentedLineRefusal } from "./client.js";

const codes: Readonly<Record<number, ErrorCode>> = {
  400: "invalid-request",
  401: "unauthenticated",
  403: "forbidden",
  404: "call-ended",
  429: "throttled",
};

/** Maps an error of the client. Without a response the request may have taken effect, so the error is not `retryable`. */
export function mapError(error: unknown, verb: VerbName): CallingError {
  if (!(error instanceof RentedLineRefusal))
    return new CallingError("unavailable", `${verb}: no answer`, { cause: error });
  const { status, message } = error;
  const retryable = status === 429;
  return new CallingError(codes[status] ?? "unavailable", `${verb}: ${message}`, { status, retryable, cause: error });
}
