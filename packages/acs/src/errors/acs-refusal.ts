import type { PipelineResponse, RestError } from "@azure/core-rest-pipeline";
import type { ErrorCode, VerbName } from "@trunkline/core";
import { type RefusalReading, readRefusal, readRetryAfter, withoutSecrets } from "@trunkline/microsoft";
import { readRequestId } from "../client/operation.js";

type Row = readonly [code: ErrorCode, hint?: string];

const inTheWay = "Another media operation is in the way. Await the one that is running, or cancel it first.";
const notYet = "Await call.connected first.";

/** Subcodes that say more than the status. Source: ACS, Call Automation error codes. */
const bySubcode: Readonly<Record<string, Row>> = {
  "7502": ["forbidden", "Call Automation is not enabled for this resource."],
  "7504": [
    "forbidden",
    "With an Entra credential: give its identity a role on the ACS resource that may use Call Automation (Contributor).",
  ],
  "7507": ["forbidden", "`from` has to be a number of this very ACS resource, with outbound calling enabled."],
  "7509": [
    "unauthenticated",
    "The signature was refused: check the access key (ACS_CONNECTION_STRING) and this machine's clock, whose time is signed too.",
  ],
  "7600": ["forbidden", "The credentials are those of another resource than the one at this endpoint."],
  "7601": ["forbidden", "`from`, or the option sourceIdentity, has to be an identity of this very ACS resource."],
  "7602": ["forbidden", "The target has to be a communication user of this very ACS resource."],
  "7604": ["forbidden", "The Teams tenant has to allow calls of this ACS resource: its administrator sets that."],
  "7606": [
    "forbidden",
    "The ACS resource's managed identity needs the role Cognitive Services User on the Azure AI services resource.",
  ],
  "8501": ["conflict", notYet],
  "8567": ["forbidden", "The Call Automation service principal of this resource is not enabled."],
  "8583": ["conflict", inTheWay],
  "8585": ["conflict", notYet],
  "8607": ["conflict", "A transfer is under way already."],
};

/** What to do about an answer of which only the status is known. */
const hints: Readonly<Record<number, string>> = {
  401: "Check the access key (ACS_CONNECTION_STRING) and this machine's clock: the signature contains the time.",
  403: "Check that the number, the target and the credentials belong to this ACS resource, and that it may call them.",
  404: "Check the endpoint, and that the client's API version is still offered.",
  412: inTheWay,
};

/** Verbs that create a call: if they get a 404, there was no call that could have ended. */
const begins: ReadonlySet<VerbName> = new Set(["create", "join"]);

/** What an answer means, by its subcode and then by its status. */
export function reading(answer: Answer, verb: VerbName): RefusalReading {
  const { status, providerCode, message } = answer;
  // An answer of success that the client could not read or did not expect: the service took the request.
  if (status < 400)
    return { code: "outcome-unknown", retryable: false, hint: "ACS took the request; its answer was unexpected." };
  const known =
    providerCode !== undefined && Object.hasOwn(bySubcode, providerCode) ? bySubcode[providerCode] : undefined;
  if (known) {
    const [code, hint] = known;
    return { code, retryable: false, ...(hint === undefined ? {} : { hint }) };
  }
  const read = readRefusal({ status, code: providerCode, message }, begins.has(verb));
  const hint = read.hint ?? hints[status];
  return hint === undefined ? read : { ...read, hint };
}

/** An answer of the service that the client took for an error. */
export interface Answer {
  readonly status: number;
  /** The numeric subcode as text, `"8522"`, or whatever text the body has instead. */
  readonly providerCode?: string;
  readonly message: string;
  readonly requestId?: string;
  readonly retryAfterMs?: number;
}

/** The client's own codes, which do not come from the provider. */
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
