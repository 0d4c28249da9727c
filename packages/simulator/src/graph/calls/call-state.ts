/** `callState`; `ringing` exists on beta only, all others on both (documented). */
export type CallState =
  | "incoming"
  | "establishing"
  | "ringing"
  | "established"
  | "transferring"
  | "transferAccepted"
  | "redirecting"
  | "terminating"
  | "terminated";
