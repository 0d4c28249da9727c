import { wordsOf } from "../telemetry/redact.js";
import { codesOf, type EndReason } from "../words/call-state.js";
import { CallingError, type CallingErrorDetails, type ErrorCode } from "../words/calling-error.js";

/** An error as a store keeps it: every member of a `CallingError`, without its stack. */
export interface StoredError extends Omit<CallingErrorDetails, "cause"> {
  readonly code: ErrorCode;
  /** As in the error, followed by the hint. */
  readonly message: string;
  readonly cause?: StoredCause;
}

/** What is kept of a cause: its description, and nothing that it refers to. The errors of vendors' clients refer to requests. */
interface StoredCause {
  readonly name: string;
  readonly message: string;
  readonly code?: string | number;
  readonly status?: number;
  readonly cause?: StoredCause;
  /** A `CallingError` has its own form, in which its message is here as well. */
  readonly calling?: StoredError;
}

/** How deep causes are followed. */
const depth = 4;

/** The errors that were thrown in this process, by their stored form. */
const thrownHere = new WeakMap<StoredError, CallingError>();

/**
 * The stored form of an error. Decoded in this process it is the same error again; elsewhere it has the same members, and a described
 * cause. The tones that a `sendDtmf` had sent are left out, since they may be a secret: see `encodeSent`.
 */
export function encodeError(error: unknown): StoredError {
  if (!CallingError.is(error))
    return { code: "timeout", message: `stopped waiting: ${error instanceof Error ? error.message : String(error)}` };
  const stored = membersOf(error, depth);
  thrownHere.set(stored, error);
  return stored;
}

/** @param left how far causes are still followed. */
function membersOf(error: CallingError, left: number): StoredError {
  const { code, hint, provider, verb, callRef, status, providerCode, requestId, retryAfterMs, reason, failedPrompt } =
    error;
  return {
    code,
    message: error.message,
    ...(hint === undefined ? {} : { hint }),
    ...(provider === undefined ? {} : { provider }),
    ...(verb === undefined ? {} : { verb }),
    ...(callRef === undefined ? {} : { callRef }),
    ...(status === undefined ? {} : { status }),
    ...(providerCode === undefined ? {} : { providerCode }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(error.retryable ? { retryable: true } : {}),
    ...(reason === undefined ? {} : { reason }),
    ...(failedPrompt === undefined ? {} : { failedPrompt }),
    ...(error.cause === undefined || left === 0 ? {} : { cause: encodeCause(error.cause, left - 1) }),
  };
}

/** The same with the tones that were sent, for a waiting instance, which has them dropped as soon as it has read them. */
export function encodeSent(error: unknown): StoredError {
  const stored = encodeError(error);
  return CallingError.is(error) && error.sent !== undefined ? { ...stored, sent: error.sent } : stored;
}

/**
 * The error again.
 * @param about details for what the stored form does not contain.
 */
export function decodeError(stored: StoredError, about: CallingErrorDetails): CallingError {
  const thrown = thrownHere.get(stored);
  if (thrown) return thrown;
  const { code, message, cause, ...details } = stored;
  return new CallingError(code, withoutHint(message, stored.hint), {
    ...about,
    ...details,
    ...(cause === undefined ? {} : { cause: describedCause(cause) }),
  });
}

/** The error of a call that is over, for every verb that was under way or comes after. */
export function encodeEnd({ answeredBy: _, ...reason }: EndReason): StoredError {
  // Without `answeredBy`: a logged error would contain who picked up, number and all.
  const { kind, message, code } = reason;
  return {
    code: "call-ended",
    message: `the call is over: ${kind}${message ? ` (${message})` : ""}`,
    reason,
    ...(code ? { providerCode: codesOf(reason) } : {}),
  };
}

/** The constructor of an error appends the hint to the message again. */
function withoutHint(message: string, hint: string | undefined): string {
  const end = `. ${hint}`;
  return hint !== undefined && message.endsWith(end) ? message.slice(0, -end.length) : message;
}

/** Telephone numbers, tokens and passwords are removed: a cause may say anything. */
function encodeCause(cause: unknown, left: number): StoredCause {
  if (!(cause instanceof Error)) return { name: typeof cause, message: shown(String(cause)) };
  if (CallingError.is(cause)) {
    const message = shown(cause.message);
    return { name: cause.name, message, calling: { ...membersOf(cause, left), message } };
  }
  const code = "code" in cause ? cause.code : undefined;
  const status = "statusCode" in cause ? cause.statusCode : "status" in cause ? cause.status : undefined;
  return {
    name: cause.name,
    message: shown(cause.message),
    ...(typeof code === "string" || typeof code === "number" ? { code } : {}),
    ...(typeof status === "number" ? { status } : {}),
    ...(cause.cause === undefined || left === 0 ? {} : { cause: encodeCause(cause.cause, left - 1) }),
  };
}

function shown(text: string): string {
  return wordsOf(text, { tones: true });
}

/** An `Error` of the same name and message, without a stack. */
function describedCause({ name, message, cause, calling, ...known }: StoredCause): Error {
  if (calling) return decodeError(calling, {});
  const error = new Error(message, cause === undefined ? {} : { cause: describedCause(cause) });
  error.stack = `${name}: ${message}`;
  Object.defineProperty(error, "name", { value: name });
  return Object.assign(error, known);
}
