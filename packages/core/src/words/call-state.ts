import type { Json } from "../base/json.js";
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
 * - `declined`, `busy`, `no-answer`, `unreachable`: the other side's answer to our call, or its absence.
 * - `canceled`: the caller gave up before an answer.
 * - `rejected`, `redirected`, `transferred`: what we did with the call. Also `transferred`: its other side was brought over to another call of ours.
 * - `removed`: we were removed from a group call, or the group call ended.
 * - `time-limit`: the call had lasted as long as the provider, or a limit of ours, lets it.
 * - `keep-alive-lost`: the provider dropped the call because it heard nothing from us.
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
  | "time-limit"
  | "keep-alive-lost"
  | "network"
  | "failed"
  | "unknown";

/** What a carrier says of a call on the telephone network. Rarely present: use it for diagnosis, not for decisions. */
export interface CarrierCode {
  readonly code: number;
  readonly message: string;
}

/** What a provider may report beside its codes; members that it does not report are absent. */
interface Further {
  /** A further word of the provider (Graph: `"AppRedirected"`); for people, not for programs. */
  readonly terminationReason?: string;
  /** The carrier's SIP response: 486, "Busy Here". ACS. */
  readonly sip?: CarrierCode;
  /** The carrier's Q.850 cause: 17, "User busy". ACS. */
  readonly q850?: CarrierCode;
  /** Whatever else the provider reports, as data under its own names. It is in errors, and so in logs: never keys or spoken words. */
  readonly details?: Readonly<Record<string, Json>>;
}

/** Why a call ended, with the provider's own codes. `code` and `subcode` are 0 if it gave none; `message` says so if it gave no reason at all. */
export interface EndReason extends Further {
  readonly kind: EndKind;
  /** A number, or a word where the provider has words. */
  readonly code: number | string;
  readonly subcode: number | string;
  readonly message: string;
  /** Who picked up instead of the bot, if the provider reports it: on Graph, of a redirected call, at times encrypted. Not in errors. */
  readonly answeredBy?: Party;
}

/** How something went, in the provider's own words. */
export interface ResultInfo extends Further {
  /** A number, or a word where the provider has words. */
  readonly code: number | string;
  readonly subcode: number | string;
  readonly message: string;
  /** Of a `play`, which prompt could not be played, counted from 0. ACS. */
  readonly failedPrompt?: number;
}

/** The same reason with everything that the provider reported beside its codes. */
export function withFurther(reason: EndReason, { terminationReason, sip, q850, details }: Further): EndReason {
  return {
    ...reason,
    ...(terminationReason === undefined ? {} : { terminationReason }),
    ...(sip === undefined ? {} : { sip }),
    ...(q850 === undefined ? {} : { q850 }),
    ...(details === undefined ? {} : { details }),
  };
}

/** What core knows of the call when it asks the adapter why it ended. */
export interface EndContext {
  readonly direction: "incoming" | "outgoing";
  readonly wasConnected: boolean;
}

/** The provider's codes in one word: `486/10`, or `user_busy` where it has words and no finer one. */
export function codesOf({ code, subcode }: Pick<ResultInfo, "code" | "subcode">): string {
  return typeof code === "string" && !subcode ? code : `${code}/${subcode}`;
}
