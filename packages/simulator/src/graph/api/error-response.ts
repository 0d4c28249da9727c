import { EngineError } from "../../engine/engine-error.js";
import type { JsonObject } from "../json.js";
import { callNotFound, GraphFailure } from "./graph-failure.js";

/** What an error body needs beside the refusal. */
export interface ErrorFacts {
  readonly requestId: string;
  readonly clientRequestId: string;
  readonly now: number;
  /** As the gateway once printed the calling service's own errors. */
  readonly wrapped: boolean;
}

/** Graph's error body (documented). */
export function errorBody(failure: GraphFailure, { requestId, clientRequestId, now, wrapped }: ErrorFacts): JsonObject {
  const { code, message } = failure;
  const serviceError = { errorCode: code, message, instanceAnnotations: [] };
  const asWritten = wrapped && /^\d+$/.test(code);
  return {
    error: {
      code: asWritten ? "UnknownError" : code,
      message: asWritten ? JSON.stringify(serviceError) : message,
      innerError: {
        date: new Date(now).toISOString().slice(0, 19),
        "request-id": requestId,
        "client-request-id": clientRequestId,
      },
    },
  };
}

/** Turns what a route threw into a refusal; anything unforeseen is the service's own fault and stays readable. */
export function asFailure(error: unknown): GraphFailure {
  if (error instanceof GraphFailure) return error;
  if (error instanceof EngineError) return fromEngine(error);
  const message = error instanceof Error ? error.message : String(error);
  return new GraphFailure(500, "9999", `The simulator failed: ${message}`);
}

/** The subcodes are the service's own (documented without the requests that they belong to), the statuses ours. */
function fromEngine(error: EngineError): GraphFailure {
  switch (error.code) {
    case "no-such-call":
      return callNotFound();
    case "wrong-state":
      return new GraphFailure(409, "8585", `Action not valid in the call's current state: ${error.message}.`);
    case "conflict":
      return new GraphFailure(409, "8519", `Conflict: ${error.message}.`);
    case "no-such-party":
      return new GraphFailure(404, "8558", `Participant not present: ${error.message}.`);
    case "no-such-person":
    case "no-such-bot":
    case "no-such-meeting":
      return new GraphFailure(404, "NotFound", `${error.message}.`);
  }
}
