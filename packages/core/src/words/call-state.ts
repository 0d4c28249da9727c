import type { Party } from "./party.js";

/**
 * Where a call stands. It only ever moves to the right in this list, and `disconnected` is final:
 * late, repeated, skipped and reordered events never move it back.
 */
export type CallState = "incoming" | "connecting" | "ringing" | "connected" | "disconnecting" | "disconnected";

/** The states in the order in which a call passes through them. */
export const callStates: readonly CallState[] = [
  "incoming",
  "connecting",
  "ringing",
  "connected",
  "disconnecting",
  "disconnected",
];

/** The later of two states. */
export function laterState(a: CallState, b: CallState): CallState {
  return callStates.indexOf(b) > callStates.indexOf(a) ? b : a;
}

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

/** What a carrier says of a call on the telephone network. Rarely there: it is for finding out what went wrong, not for deciding. */
export interface CarrierCode {
  readonly code: number;
  readonly message: string;
}

/** What a provider may say beside its figures; what it does not say is absent. */
interface Further {
  /** A further word of the provider (Graph: `"AppRedirected"`); for people, not for programs. */
  readonly terminationReason?: string;
  /** The carrier's SIP response: 486, "Busy Here". ACS. */
  readonly sip?: CarrierCode;
  /** The carrier's Q.850 cause: 17, "User busy". ACS. */
  readonly q850?: CarrierCode;
}

/** Why a call ended, with the provider's own figures. `code` and `subcode` are 0 where it gave none; `message` says where it gave no reason at all. */
export interface EndReason extends Further {
  readonly kind: EndKind;
  readonly code: number;
  readonly subcode: number;
  readonly message: string;
  /** Who picked up instead of the bot, where the provider tells: of a redirected call on Graph, at times encrypted. Not in errors. */
  readonly answeredBy?: Party;
}

/** The provider's own word on how something went. */
export interface ResultInfo extends Further {
  readonly code: number;
  readonly subcode: number;
  readonly message: string;
  /** Of a `play`, which prompt could not be played, counted from 0. ACS. */
  readonly failedPrompt?: number;
}

/** The same reason with everything that the provider said beside its figures. */
export function withFurther(reason: EndReason, { terminationReason, sip, q850 }: Further): EndReason {
  return {
    ...reason,
    ...(terminationReason === undefined ? {} : { terminationReason }),
    ...(sip === undefined ? {} : { sip }),
    ...(q850 === undefined ? {} : { q850 }),
  };
}

/** What core knows of the call when it asks the adapter why it ended. */
export interface EndContext {
  readonly direction: "incoming" | "outgoing";
  readonly wasConnected: boolean;
}
