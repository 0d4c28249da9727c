/**
 * Why a call ended.
 *
 * - `hung-up`: we hung up. `remote-hung-up`: the other side did.
 * - `declined`, `busy`, `no-answer`, `unreachable`: the other side's answer to our call, or the want of one.
 * - `canceled`: the caller gave up before an answer.
 * - `rejected`, `redirected`, `transferred`: what we did with the call.
 * - `removed`: somebody removed us from a group call, or the group call ended.
 * - `keep-alive-lost`: the provider gave the call up because it heard nothing from us.
 * - `network`, `failed`: media or signaling broke; the provider failed.
 * - `unknown`: the provider gave a code that no table lists. It is never guessed.
 */
export type EndKind =
  | "hung-up"
  | "remote-hung-up"
  | "declined"
  | "busy"
  | "no-answer"
  | "unreachable"
  | "canceled"
  | "rejected"
  | "redirected"
  | "transferred"
  | "removed"
  | "keep-alive-lost"
  | "network"
  | "failed"
  | "unknown";

/** Why a call ended, with the provider's own figures. `code` and `subcode` are 0 where the provider gave none. */
export interface EndReason {
  readonly kind: EndKind;
  readonly code: number;
  readonly subcode: number;
  readonly message: string;
}

/** The provider's own word on how something went. */
export interface ResultInfo {
  readonly code: number;
  readonly subcode: number;
  readonly message: string;
  /** A further word that some providers add; for people, not for programs. */
  readonly terminationReason?: string;
}

/** What core knows of the call when it asks the adapter why it ended. */
export interface EndContext {
  readonly direction: "incoming" | "outgoing";
  readonly wasConnected: boolean;
}
