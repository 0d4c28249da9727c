/**
 * No HTTP response came back. What it means for the caller's verb is the adapter's to say:
 *
 * - `refused`: no connection came about, so the request was never sent.
 * - `timeout`: the time was up. The request may have been carried out.
 * - `aborted`: the caller's signal fired. The request may have been carried out, unless it had fired before.
 * - `broken`: the connection broke after the request was on its way, or the response could not be read.
 */
export type TransportFailure = "refused" | "timeout" | "aborted" | "broken";

/** A request that got no response. */
export class TransportError extends Error {
  override readonly name = "TransportError";
  readonly failure: TransportFailure;
  /** True when the other side cannot have seen the request. */
  readonly neverSent: boolean;

  constructor(failure: TransportFailure, message: string, cause?: unknown, neverSent = failure === "refused") {
    super(message, { cause });
    this.failure = failure;
    this.neverSent = neverSent;
  }
}
