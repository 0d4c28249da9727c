import type { ErrorCode } from "@trunkline/core";

/** What either cloud answered in place of a 2xx. */
export interface CloudRefusal {
  readonly status: number;
  /** `error.code`, if the body has one. */
  readonly code: string | undefined;
  /** `error.message`; empty if absent. */
  readonly message: string;
}

/** What a refusal means to the caller. */
export interface RefusalReading {
  readonly code: ErrorCode;
  readonly hint?: string;
  /** Known not to have taken effect, so that a retry is safe. */
  readonly retryable: boolean;
}

/** Codes that mean that there is no such call. Sources: Graph, call: keepAlive and delete; ACS, Call Automation error codes (both clouds run on one service). */
const noCall: ReadonlySet<string> = new Set(["8522", "4500", "8543"]);

/**
 * Whether a refusal says that the call is over: the service's own code has to say so. A 404 alone does not, since a gateway answers it as
 * well, and 8522 is "not found" of anything: a recording or a participant that is not there is no end of the call.
 */
export function saysCallIsGone({ status, code, message }: CloudRefusal): boolean {
  if (code === "8528") return true;
  if (status !== 404 || code === undefined || !noCall.has(code)) return false;
  return !/\bnot (be )?found\b/i.test(message) || /\bcall\b/i.test(message);
}

/** Whether a refusal says that the participant is not on the call. To somebody who wanted them out that is success. */
export function saysParticipantIsGone(code: string | number | undefined): boolean {
  return String(code) === "8558";
}

/** Codes that mean the same under any status, and what to do about them. */
const byCode: Readonly<Record<string, readonly [code: ErrorCode, hint?: string]>> = {
  "8501": ["conflict"],
  "8505": ["invalid-request", "With replaces, add one participant after the other."],
  "8519": ["conflict"],
  "8520": ["unsupported"],
  "8523": ["invalid-request"],
  "8548": ["unsupported", "The call is no group call: join a meeting, and bring the caller over with replaces."],
  "8552": ["forbidden", "The organizer of a meeting cannot be removed."],
  "8554": ["conflict", "The participant is out of the meeting's audio: wait until they are back."],
  "8558": ["not-found", "They are not on the call any more: call.participants() says who is."],
  "8566": ["unsupported", "Only participants themselves can unmute."],
  "8583": ["conflict"],
  "8585": ["conflict"],
  "8607": ["conflict"],
};

const byStatus: Readonly<Record<number, ErrorCode>> = {
  401: "unauthenticated",
  403: "forbidden",
  404: "not-found",
  405: "unsupported",
  408: "timeout",
  409: "conflict",
  412: "conflict",
  429: "throttled",
  501: "unsupported",
  504: "timeout",
};

/** The meaning of a refusal on both clouds, by its code and then by its status. Each adapter adds the codes of its own cloud. */
export function readRefusal(refusal: CloudRefusal, begins: boolean): RefusalReading {
  if (saysCallIsGone(refusal)) {
    return begins
      ? { code: "not-found", hint: "The party, meeting or call does not exist.", retryable: false }
      : { code: "call-ended", hint: "The call is over; call.ended says why.", retryable: false };
  }
  if (isOfGateway(refusal)) return fromGateway;
  const { status, code = "" } = refusal;
  const [known, hint] = (Object.hasOwn(byCode, code) ? byCode[code] : undefined) ?? [byStatus[status]];
  const read = known ?? (status < 500 ? "invalid-request" : "unavailable");
  return { code: read, retryable: read === "throttled", ...(hint === undefined ? {} : { hint }) };
}

/** A 404 that the call service did not write: Graph's gateway says `UnknownError` (observed), others a page or a text. */
function isOfGateway({ status, code }: CloudRefusal): boolean {
  return status === 404 && (code === undefined || code === "UnknownError");
}

/** What found no service was not carried out, and may find one the next time. */
const fromGateway: RefusalReading = {
  code: "unavailable",
  hint: "A gateway answered, not the call service. If this persists, check the address of the API and its version.",
  retryable: true,
};
