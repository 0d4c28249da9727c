import type { EndReason } from "./call-state.js";

const brand = Symbol.for("trunkline.CallingError");

/** Details of a failure beside its code and message. */
export interface CallingErrorDetails {
  /** One line that says what to do. */
  readonly hint?: string;
  /** The adapter's name. */
  readonly provider?: string;
  /** The verb that failed. */
  readonly verb?: string;
  /** The `ref` of the call. */
  readonly callRef?: string;
  /** The HTTP status the provider answered. */
  readonly status?: number;
  /** The provider's own code, as it spells it: `"7505"`, `"8522"`. */
  readonly providerCode?: string;
  /** The provider's id of the request, for its support. */
  readonly requestId?: string;
  /** Milliseconds to wait before another try, where the provider said so: 0 for "at once", a day (ours) for anything longer than one. */
  readonly retryAfterMs?: number;
  /** True when the request is known not to have taken effect, so that sending it again cannot do it twice. */
  readonly retryable?: boolean;
  /** Why a dial failed, or why the call ended: present with a failed transfer, a call that was not answered, and every `call-ended` whose reason is known. */
  readonly reason?: EndReason;
  /** Which prompt of a `play` could not be played, counted from 0, where the provider says so. */
  readonly failedPrompt?: number;
  /** What a `sendDtmf` had sent before it failed. */
  readonly sent?: string;
  readonly cause?: unknown;
}

/** The details that are members of an error, if they are known. */
const printed = [
  "hint",
  "provider",
  "verb",
  "callRef",
  "status",
  "providerCode",
  "requestId",
  "retryAfterMs",
  "reason",
  "failedPrompt",
] as const;

/** The one error of this library. `code` says what kind of failure; `hint` what to do about it. */
export class CallingError extends Error {
  override readonly name = "CallingError";
  readonly code: ErrorCode;
  declare readonly hint: string | undefined;
  declare readonly provider: string | undefined;
  declare readonly verb: string | undefined;
  declare readonly callRef: string | undefined;
  declare readonly status: number | undefined;
  declare readonly providerCode: string | undefined;
  declare readonly requestId: string | undefined;
  declare readonly retryAfterMs: number | undefined;
  readonly retryable: boolean;
  declare readonly reason: EndReason | undefined;
  declare readonly failedPrompt: number | undefined;
  readonly #text: string;
  readonly #details: CallingErrorDetails;

  constructor(code: ErrorCode, message: string, details: CallingErrorDetails = {}) {
    super(
      details.hint ? `${message}. ${details.hint}` : message,
      details.cause === undefined ? {} : { cause: details.cause },
    );
    this.code = code;
    this.retryable = details.retryable ?? false;
    this.#text = message;
    this.#details = details;
    for (const name of printed) {
      // Members that are `undefined` make a printed error hard to read.
      if (details[name] !== undefined) Object.assign(this, { [name]: details[name] });
    }
  }

  get [brand](): true {
    return true;
  }

  /** What a `sendDtmf` had sent before it failed. Not an own member, so that logs do not print it: tones are secrets. */
  get sent(): string | undefined {
    return this.#details.sent;
  }

  /** The same error with more details. */
  about(details: CallingErrorDetails): CallingError {
    const error = new CallingError(this.code, this.#text, { ...this.#details, ...details });
    if (this.stack) error.stack = this.stack;
    return error;
  }

  /** Recognizes the error even when it comes from another copy of this package. */
  static is(value: unknown): value is CallingError {
    return typeof value === "object" && value !== null && brand in value;
  }
}

/**
 * What kind of failure it was, one closed list for every provider.
 *
 * - `invalid-request`: the input is wrong; nothing was sent. Mend the call site.
 * - `unsupported`: this provider (or this call) cannot do it; nothing was sent. See `calling.capabilities`.
 * - `unauthenticated`: our credentials, or those of a callback, were not accepted.
 * - `forbidden`: the credentials are good but lack a permission; the hint names it.
 * - `not-found`: no such call, or none that this bot can see.
 * - `call-ended`: the call was there and is over.
 * - `conflict`: something else is under way on the call that excludes this.
 * - `superseded`: another instance has taken over the call.
 * - `throttled`: the provider asks to slow down; `retryAfterMs` says for how long.
 * - `timeout`: no answer in time.
 * - `unavailable`: the provider, or something on the way to it, is down.
 * - `store-unavailable`: the store does not answer.
 * - `store-unreadable`: the store answers, but another version of the library or another `secret` wrote what it holds. Waiting does not help.
 * - `operation-failed`: the provider took the request and reported that the work failed.
 * - `outcome-unknown`: the request may or may not have been carried out, and repeating it might do it twice.
 */
export type ErrorCode =
  | "invalid-request"
  | "unsupported"
  | "unauthenticated"
  | "forbidden"
  | "not-found"
  | "call-ended"
  | "conflict"
  | "superseded"
  | "throttled"
  | "timeout"
  | "unavailable"
  | "store-unavailable"
  | "store-unreadable"
  | "operation-failed"
  | "outcome-unknown";
