import type { PipelineResponse, RestError } from "@azure/core-rest-pipeline";
import { withoutSecrets } from "@trunkline/microsoft";

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
  const requestId = ["ms-cv", "x-azure-ref", "x-ms-client-request-id"]
    .map((name) => response.headers.get(name))
    .find(Boolean);
  const retryAfterMs = readRetryAfter(response, now);
  return {
    status: error.statusCode ?? response.status,
    // What follows it, a hint, begins with a full stop of its own.
    message: withoutSecrets(error.message.slice(0, 300)).replace(/[.\s]+$/, ""),
    ...(error.code && !clientCodes.has(error.code) ? { providerCode: error.code } : {}),
    ...(requestId ? { requestId } : {}),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

/** Milliseconds in two spellings, or seconds or a date in `Retry-After`. */
function readRetryAfter({ headers }: PipelineResponse, now: number): number | undefined {
  const ms = headers.get("retry-after-ms") ?? headers.get("x-ms-retry-after-ms");
  if (ms !== undefined && /^\d+$/.test(ms)) return Number(ms);
  const after = headers.get("retry-after");
  if (after === undefined) return undefined;
  if (/^\d+$/.test(after)) return Number(after) * 1000;
  const at = Date.parse(after);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
