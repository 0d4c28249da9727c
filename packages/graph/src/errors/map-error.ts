import { CallingError, type CallingErrorDetails, type VerbName } from "@trunkline/core";
import { type RefusalReading, readRefusal, TransportError } from "@trunkline/microsoft";
import { GraphRefusal } from "./graph-refusal.js";

/** Maps an error of a request to core's words. */
export function mapError(error: unknown, verb: VerbName): CallingError {
  if (CallingError.is(error)) return error;
  if (error instanceof GraphRefusal) return mapRefusal(error, verb);
  if (error instanceof TransportError) return mapTransport(error, verb);
  const message = error instanceof Error ? error.message : String(error);
  return new CallingError("unavailable", `${verb}: ${message}`, { provider: "graph", verb, cause: error });
}

function mapTransport(error: TransportError, verb: VerbName): CallingError {
  const code = error.failure === "timeout" || error.failure === "aborted" ? "timeout" : "unavailable";
  return new CallingError(code, `${verb}: ${error.message}`, {
    provider: "graph",
    verb,
    retryable: error.neverSent,
    cause: error,
  });
}

function mapRefusal(error: GraphRefusal, verb: VerbName): CallingError {
  const { code, hint, retryable } = read(error, verb);
  const details: CallingErrorDetails = {
    provider: "graph",
    verb,
    status: error.status,
    retryable,
    cause: error,
    ...(hint === undefined ? {} : { hint }),
    ...(error.code === undefined ? {} : { providerCode: error.code }),
    ...(error.requestId === undefined ? {} : { requestId: error.requestId }),
    ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }),
  };
  return new CallingError(code, `${verb}: ${error.message.replace(/[.\s]+$/, "")}`, details);
}

/** By Graph's own code, if it says more than the status. */
function read(error: GraphRefusal, verb: VerbName): RefusalReading {
  if (error.code === "7505") {
    return {
      code: "forbidden",
      retryable: false,
      hint: `The call does not belong to tenant ${error.tenantId}, which the token is for: give the party's tenantId, or set tenantId (GRAPH_TENANT_ID).`,
    };
  }
  if (error.code === "7507") {
    return {
      code: "invalid-request",
      retryable: false,
      hint:
        verb === "addParticipant"
          ? "A telephone is called from the number that the bot is on the call with: create the call with `from`, one of numbers (GRAPH_NUMBERS)."
          : "The resource account that the call is to come from is not one of this application: check numbers (GRAPH_NUMBERS).",
    };
  }
  if (error.code === "9999" && verb === "subscribeDtmf") {
    return {
      code: "unavailable",
      retryable: false,
      hint: "Tones are reported on calls with service-hosted media only.",
    };
  }
  const reading = readRefusal(error, verb === "create" || verb === "join");
  const hint = reading.hint ?? hintOf(error, verb);
  return hint === undefined ? reading : { ...reading, hint };
}

function hintOf({ status, permissions }: GraphRefusal, verb: VerbName): string | undefined {
  if (status === 401) return "Check appId (GRAPH_APP_ID), clientSecret (GRAPH_CLIENT_SECRET) and cloud (GRAPH_CLOUD).";
  if (status === 403 && verb === "removeParticipant") return removalHint(permissions);
  if (status !== 403 || permissions.length === 0) return undefined;
  return `Grant the application permission ${permissions.join(" and ")} and have an admin of the tenant consent to it.`;
}

/** Documented on the page of the request. A missing permission looks the same. */
function removalHint(permissions: readonly string[]): string {
  const setting = 'Set-CsApplicationMeetingConfiguration -AllowRemoveParticipantAppIds "<appId>"';
  return `The tenant has to allow this application to remove people: ${setting}. It also needs ${permissions.join(" and ")}.`;
}
