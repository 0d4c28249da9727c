import type { PipelineResponse, RestError } from "@azure/core-rest-pipeline";
import { readRetryAfter, withoutSecrets } from "@trunkline/microsoft";
import { readRequestId } from "../client/operation.js";

/** An answer of the service that the client took for an error. */
export interface Answer {
  readonly status: number;
  /** The numeric subcode as text, `"8522"`; where the body has another word, that. */
  readonly providerCode?: string;
  readonly message: string;
  readonly requestId?: string;
  readonly retryAfterMs?: number;
}

/** The client's own codes; they are no word of the provider. */
const clientCodes: ReadonlySet<string> = new Set(["PARSE_ERROR", "REQUEST_SEND_ERROR"]);

/** Reads the error and its headers. A body that is no JSON comes as the message, whole: it is cut short here. */
export function readAnswer(error: RestError, response: PipelineResponse, now: number): Answer {
  const requestId = readRequestId(response);
  const retryAfterMs = readRetryAfter((name) => response.headers.get(name), now);
  return {
    status: error.statusCode ?? response.status,
    // What follows it, a hint, begins with a full stop of its own.
    message: withoutSecrets(error.message.slice(0, 300)).replace(/[.\s]+$/, ""),
    ...(error.code && !clientCodes.has(error.code) ? { providerCode: error.code } : {}),
    ...(requestId ? { requestId } : {}),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}
