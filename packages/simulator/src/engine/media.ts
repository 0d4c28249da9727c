import type { Party } from "./party.js";
import type { Prompt } from "./prompt.js";
import type { Tone } from "./tone.js";

/** How a media operation of a bot ended. Each operation has exactly one outcome. */
export type MediaOutcome =
  | { readonly kind: "completed" }
  | { readonly kind: "canceled" }
  | {
      readonly kind: "failed";
      readonly reason: "bad-format" | "not-found" | "call-ended";
      readonly promptIndex?: number;
    };

export interface PlayRequest {
  /** The wire's id of the operation: unique, returned in the events. */
  readonly operationId: string;
  /** Played one after the other; at least one. */
  readonly prompts: readonly [Prompt, ...Prompt[]];
  /** Who hears it; absent: everybody else in the call. */
  readonly to?: readonly Party[];
  /** Starts again at its end until canceled. Default false. */
  readonly loop?: boolean;
  /** Cancels what is playing and queued first. Default false: it waits its turn. */
  readonly interrupt?: boolean;
}

export interface SendTonesRequest {
  readonly operationId: string;
  readonly tones: readonly [Tone, ...Tone[]];
  /** Absent: everybody else in the call. */
  readonly to?: Party;
  /** Silence between two tones, milliseconds. Default 0. */
  readonly gapMs?: number;
}

/** An operation that has been accepted and has no outcome yet. */
export interface RunningMedia {
  readonly operationId: string;
  readonly legId: string;
  readonly kind: "play" | "send-tones";
  /** Whether it is heard by some only, not by all. */
  readonly toSome: boolean;
  readonly state: "queued" | "running";
}
