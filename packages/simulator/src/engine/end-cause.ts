import type { Party } from "./party.js";

/**
 * Why a leg is no longer in its call, from the standpoint of that leg. Wires turn it into their codes.
 *
 * - `hung-up`: `by: "self"` its owner, `"other"` the only other party, `"everyone"` somebody ended the call for all.
 * - `declined`, `busy`, `no-answer`, `unreachable`: what became of the only callee of an outgoing leg.
 * - `canceled`: the caller gave up while this leg was ringing.
 * - `answered-elsewhere`: another of the ringing legs was quicker.
 * - `not-decided`: a bot let an offered call lie until its time was up.
 * - `rejected`: a bot refused the offered call; `reason` as the bot gave it.
 * - `redirected`: a bot sent it on; `answeredBy` is absent when nobody took it.
 * - `transferred`: the leg gave its other party away, successfully.
 * - `removed`: another participant took this one out. `alone`: everybody else has left.
 * - `not-admitted`: the lobby turned it away. `keep-alive-lost`: the bot stopped saying it is there.
 */
export type EndCause =
  | { readonly kind: "hung-up"; readonly by: "self" | "other" | "everyone" }
  | { readonly kind: "declined" | "busy" | "no-answer" | "unreachable" | "canceled" }
  | { readonly kind: "answered-elsewhere" | "not-decided" | "transferred" | "removed" | "alone" }
  | { readonly kind: "not-admitted" | "keep-alive-lost" | "network" }
  | { readonly kind: "rejected"; readonly reason: "none" | "busy" | "forbidden" }
  | { readonly kind: "redirected"; readonly answeredBy?: Party };
