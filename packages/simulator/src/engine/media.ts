import type { Party } from "./party.js";

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
  /** Who hears it. Absent: everyone else in the call. */
  readonly to?: readonly Party[];
  /** Starts again at its end until canceled. Default false. */
  readonly loop?: boolean;
  /** Cancels what is playing and queued first. Default false: it waits its turn. */
  readonly interrupt?: boolean;
}

export interface SendTonesRequest {
  readonly operationId: string;
  readonly tones: readonly [Tone, ...Tone[]];
  /** Absent: everyone else in the call. */
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

/** Something that is played into a call. `durationMs` says how long it sounds when the sender knows it. */
export type Prompt =
  | { readonly kind: "audio"; readonly url: string; readonly durationMs?: number }
  | {
      readonly kind: "speech";
      readonly text: string;
      readonly voice?: string;
      readonly locale?: string;
      readonly durationMs?: number;
    }
  | { readonly kind: "markup"; readonly markup: string; readonly durationMs?: number };

/** How long a prompt sounds, or why it cannot be played. */
export type PromptLength =
  | { readonly ok: true; readonly durationMs: number }
  | { readonly ok: false; readonly reason: "bad-format" | "not-found" };

/** Measures how long a prompt lasts. Handed in, because it may have to read a file. */
export type MeasurePrompt = (prompt: Prompt) => PromptLength;

/** One line that says what a person hears: the text, or the address of the file. */
export function promptTitle(prompt: Prompt): string {
  if (prompt.kind === "audio") return prompt.url;
  if (prompt.kind === "speech") return prompt.text;
  return prompt.markup
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

const KEYS = "0123456789*#ABCD!";

/** One key of a phone: `0`–`9`, `*`, `#`, `A`–`D`, and `!` for a hook flash. */
export type Tone = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "*" | "#" | "A" | "B" | "C" | "D" | "!";

export function isTone(key: string): key is Tone {
  return key.length === 1 && KEYS.includes(key);
}

/** How long one sent tone sounds, in milliseconds (ours: the clouds do not say). */
export const TONE_MS = 100;
