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
