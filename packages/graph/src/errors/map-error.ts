import { CallingError, type CallingErrorDetails, type ErrorCode, type VerbName } from "@trunkline/core";
import { TransportError } from "@trunkline/microsoft";
import { GraphRefusal } from "../client/graph-refusal.js";

/** Puts whatever a request threw into core's words. */
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
  const { code, hint } = read(error, verb);
  const details: CallingErrorDetails = {
    provider: "graph",
    verb,
    status: error.status,
    // Only what Graph put off is worth another try: everything else it refused for a reason that stays.
    retryable: code === "throttled",
    cause: error,
    ...(hint === undefined ? {} : { hint }),
    ...(error.code === undefined ? {} : { providerCode: error.code }),
    ...(error.requestId === undefined ? {} : { requestId: error.requestId }),
    ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }),
  };
  return new CallingError(code, `${verb}: ${error.message.replace(/[.\s]+$/, "")}`, details);
}

interface Reading {
  readonly code: ErrorCode;
  readonly hint?: string;
}

/** By Graph's own code where it has one that says more than the status. */
function read(error: GraphRefusal, verb: VerbName): Reading {
  if (error.code === "7505") {
    return {
      code: "forbidden",
      hint: `The call does not belong to tenant ${error.tenantId}, which the token is for: give the party's tenantId, or set tenantId (GRAPH_TENANT_ID).`,
    };
  }
  if (error.code === "7507") {
    return {
      code: "invalid-request",
      hint: "The resource account that the call is to come from is not one of this application: check numbers (GRAPH_NUMBERS).",
    };
  }
  if (error.code === "8522" || error.status === 404) return { code: opens(verb) ? "not-found" : "call-ended" };
  if (error.code === "9999" && verb === "subscribeDtmf") {
    return { code: "unavailable", hint: "Tones are told on calls with service-hosted media only." };
  }
  return byStatus(error);
}

/** Before these there is no call that could have ended. */
function opens(verb: VerbName): boolean {
  return verb === "create" || verb === "join";
}

function byStatus({ status, permissions }: GraphRefusal): Reading {
  if (status === 401) {
    return {
      code: "unauthenticated",
      hint: "Check appId (GRAPH_APP_ID), clientSecret (GRAPH_CLIENT_SECRET) and cloud (GRAPH_CLOUD).",
    };
  }
  if (status === 403) {
    if (permissions.length === 0) return { code: "forbidden" };
    return {
      code: "forbidden",
      hint: `Grant the application permission ${permissions.join(" and ")} and have an admin of the tenant consent to it.`,
    };
  }
  if (status === 408 || status === 504) return { code: "timeout" };
  if (status === 409 || status === 412) return { code: "conflict" };
  if (status === 429) return { code: "throttled" };
  return { code: status >= 500 ? "unavailable" : "invalid-request" };
}
