import { isRestError } from "@azure/core-rest-pipeline";
import { CallingError, type Clock, type VerbName } from "@trunkline/core";
import { TransportError, withoutSecrets } from "@trunkline/microsoft";
import { acsName } from "../parties/own-parties.js";
import { readAnswer, reading } from "./acs-refusal.js";

/** Reads an error of the client. What is not known to have been refused may have been carried out, and is not `retryable`. */
export function mapError(error: unknown, verb: VerbName, clock: Pick<Clock, "now">): CallingError {
  if (CallingError.is(error)) return error;
  const common = { provider: acsName, verb, cause: quietCause(error) };
  const failure = transportFailure(error);
  if (failure?.neverSent) {
    return new CallingError("unavailable", `${verb}: ACS cannot be reached: ${failure.message}`, {
      ...common,
      retryable: true,
      hint: "Check the endpoint (ACS_CONNECTION_STRING) and this machine's way to it.",
    });
  }
  if (isAbort(error)) return new CallingError("timeout", `${verb}: given up before ACS answered`, common);
  if (failure) {
    return new CallingError(
      failure.failure === "timeout" ? "timeout" : "unavailable",
      `${verb}: ${failure.message}`,
      common,
    );
  }
  if (isRestError(error) && error.response) {
    const answer = readAnswer(error, error.response, clock.now());
    const { code, hint, retryable } = reading(answer, verb);
    const { status, providerCode, requestId, retryAfterMs } = answer;
    return new CallingError(code, `${verb}: ACS answered ${status}${answer.message ? `: ${answer.message}` : ""}`, {
      ...common,
      status,
      retryable,
      ...(hint === undefined ? {} : { hint }),
      ...(providerCode === undefined ? {} : { providerCode }),
      ...(requestId === undefined ? {} : { requestId }),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    });
  }
  return new CallingError("outcome-unknown", `${verb}: ${describe(error)}`, {
    ...common,
    hint: "The client could not make sense of what came back; the request may have been carried out.",
  });
}

function transportFailure(error: unknown): TransportError | undefined {
  if (error instanceof TransportError) return error;
  return error instanceof Error && error.cause instanceof TransportError ? error.cause : undefined;
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}

/** The client throws plain strings too: "callConnectionProperties / callConnectionId is missing in createCall result". */
function describe(error: unknown): string {
  return withoutSecrets(error instanceof Error ? error.message : String(error));
}

/**
 * The client's error as the cause of ours. The request and the answer hang on it, and a logged error includes its cause: telephone
 * numbers, tones and all. Its name, code and stack are kept, the rest is not.
 */
function quietCause(error: unknown): unknown {
  if (!isRestError(error)) return error;
  const quiet = new Error(withoutSecrets(error.message));
  quiet.name = error.name;
  if (error.stack !== undefined) quiet.stack = withoutSecrets(error.stack);
  return Object.assign(quiet, { code: error.code, statusCode: error.statusCode });
}
