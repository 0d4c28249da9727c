import type { KeepAliveLimits, SharingObservations } from "./optional.js";
import type { VerbName } from "./verb-inputs.js";

/** What can be done, by verb, and what a provider reports of a call. Derived from the adapter, never written by hand. */
export type Capabilities = Readonly<Record<VerbName, Capability>> & {
  readonly observations: Observations;
};

/** Whether a verb is available, and under which conditions. */
export interface Capability {
  /** `native`: the provider does it. `emulated`: core builds it from other verbs. `unsupported`: refused before any request. */
  readonly support: "native" | "emulated" | "unsupported";
  /** Why it is not available, or how it is emulated. */
  readonly reason?: string;
  /** The limits of the verb, in ms or as counts. */
  readonly limits?: Readonly<Record<string, number | boolean>>;
  /** The kinds of input that it takes, for a verb that has kinds: of `join`, the targets. */
  readonly kinds?: readonly string[];
  /** The clouds that have it, where not all of them do. */
  readonly clouds?: readonly string[];
  /** The least-privileged permission, by its real role name. */
  readonly permission?: string;
}

/** Limits of one provider that core checks or observes. An absent one is not known. */
export interface Limits extends KeepAliveLimits {
  /** How long an incoming call waits for a decision, ms. Core decides a second before. Absent: 15 s. */
  readonly answerWithinMs?: number;
  /** How many targets one redirect may have. */
  readonly redirectTargets?: number;
  /** The shortest and longest time that a redirect may ring, ms. Absent: the provider takes no such time. */
  readonly redirectRingMs?: { readonly min: number; readonly max: number };
  /** How many parties a new group call may have. */
  readonly groupTargets?: { readonly min: number; readonly max: number };
  /** How many parties a new call may ring until the first of them answers. Absent: `ring: "first"` is refused. */
  readonly ringFirstTargets?: number;
  /** True: `transfer` takes `replaces` without `to`, which joins the others of two calls, and both calls end with it. Absent: that is refused. */
  readonly bridges?: boolean;
  /** How many tones fit in one request; core sends longer strings in parts. */
  readonly sendDtmfTones?: number;
  /** True: the provider keeps a gap between tones itself. False or absent: the adapter is given none, and `gapMs` becomes a warning. */
  readonly sendDtmfGap?: boolean;
  /**
   * For tones without a number (`DtmfSignal.sequence`): how late one may arrive after a younger one, ms. Each waits that long, and they are delivered
   * by the provider's time (`at`), those of the same time as they arrived. One that is later still is delivered after the younger one. Absent: tones
   * without a number are delivered as they arrive.
   */
  readonly tonesLateByMs?: number;
  /** How many prompts fit in one request; core sends longer rows in several, one after the other. */
  readonly prompts?: number;
  /** The shortest and longest time that somebody who is added may ring, ms. Absent: the provider takes no such time, and `ringMs` becomes a warning. */
  readonly addParticipantRingMs?: { readonly min: number; readonly max: number };
  /** How many participants may be on hold at once. Absent: any number. */
  readonly holds?: number;
  /** True: the provider has no transfer that replaces a call, and core makes it: it moves the party over with `addParticipant`, and leaves. */
  readonly replacesByMoving?: true;
  /** How many characters the user's `context` may have. */
  readonly contextLength?: number;
  /** How long a call may take to be set up before core asks the provider about it, ms. */
  readonly setUpMs?: number;
}

/** What happens on a call but not every provider reports. A bot can read here which events it will never get. */
export interface Observations extends SharingObservations {
  /** A caller who hangs up before the bot decided. */
  readonly callerGaveUp: boolean;
  /** The end of a call that the bot rejected. */
  readonly rejectEnded: boolean;
  /** What became of a call that the bot redirected: picked up, or not. */
  readonly redirectOutcome: boolean;
  /** That the other side's telephone rings. */
  readonly ringing: boolean;
  /** Who is on a one-to-one call. */
  readonly oneToOneRoster: boolean;
  /** Who is on a group call. */
  readonly groupRoster: boolean;
  /**
   * Asking shows the state of a call. False: asking shows only whether the provider still knows the call, so a connection whose event was
   * lost is not noticed, while an end is.
   */
  readonly inspectedState: boolean;
  /** The keys that are pressed on a connected call are always reported. False: after `subscribeDtmf`, where the adapter has that verb. Never both. */
  readonly keysAlways: boolean;
  /** The end of a call that the bot has transferred or redirected, when the others end it. */
  readonly releasedEnd: boolean;
  /** That a call which was transferred or redirected comes back to the bot. */
  readonly returns: boolean;
}
