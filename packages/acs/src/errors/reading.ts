import type { ErrorCode, VerbName } from "@trunkline/core";
import type { Answer } from "./read-answer.js";

/** What an answer means to the caller. */
export interface Reading {
  readonly code: ErrorCode;
  readonly hint?: string;
  /** The service did nothing, and may do it later. (A refusal did nothing either, but would refuse again.) */
  readonly retryable: boolean;
}

type Row = readonly [code: ErrorCode, hint?: string];

const ended = "The call is over; call.ended says why.";
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
  "8519": ["conflict"],
  "8520": ["unsupported"],
  "8523": ["invalid-request"],
  "8528": ["call-ended", ended],
  "8567": ["forbidden", "The Call Automation service principal of this resource is not enabled."],
  "8583": ["conflict", inTheWay],
  "8585": ["conflict", notYet],
  "8607": ["conflict", "A transfer is under way already."],
};

const byStatus: Readonly<Record<number, Row>> = {
  400: ["invalid-request"],
  401: [
    "unauthenticated",
    "Check the access key (ACS_CONNECTION_STRING) and this machine's clock: the signature contains the time.",
  ],
  403: [
    "forbidden",
    "Check that the number, the target and the credentials belong to this ACS resource, and that it may call them.",
  ],
  404: ["not-found", "Check the endpoint, and that the client's API version is still offered."],
  405: ["unsupported"],
  408: ["timeout"],
  409: ["conflict"],
  412: ["conflict", inTheWay],
  413: ["invalid-request"],
  429: ["throttled"],
  501: ["unsupported"],
};

/** Verbs that begin a call: where they find nothing, there was no call that could have ended. */
const begins: ReadonlySet<VerbName> = new Set(["create", "join"]);

/** What an answer means, by its subcode and then by its status. */
export function reading(answer: Answer, verb: VerbName): Reading {
  const { status } = answer;
  // An answer of success that the client could not read or did not expect: the service took the request.
  if (status < 400)
    return { code: "outcome-unknown", retryable: false, hint: "ACS took the request; its answer was unexpected." };
  const [code, hint] = row(answer, verb);
  return { code, retryable: code === "throttled", ...(hint === undefined ? {} : { hint }) };
}

function row({ status, providerCode = "" }: Answer, verb: VerbName): Row {
  if (status === 404 && (providerCode === "8522" || providerCode === "4500")) {
    return begins.has(verb) ? ["not-found", "What was to be called or joined is not there."] : ["call-ended", ended];
  }
  const known = Object.hasOwn(bySubcode, providerCode) ? bySubcode[providerCode] : undefined;
  return known ?? byStatus[status] ?? (status < 500 ? ["invalid-request"] : ["unavailable"]);
}
