import type { Party } from "./party.js";

/**
 * What a person does by itself when the phone rings.
 * `manual` waits for a command; everything else happens `afterMs` (default 0) after the first ring.
 */
export type Reaction =
  | { readonly kind: "manual" }
  | {
      readonly kind: "answer" | "decline" | "busy" | "ignore" | "voicemail" | "unreachable";
      readonly afterMs?: number;
    };

/** Somebody with a phone (or a Teams or calling client) in hand. */
export interface Person {
  readonly id: string;
  readonly displayName: string;
  readonly party: Party;
  readonly reaction: Reaction;
}

export interface PersonSpec {
  /** Chosen by the caller; otherwise made. Must be free. */
  readonly id?: string;
  readonly displayName?: string;
  readonly party: Party;
  /** Default `manual`. */
  readonly reaction?: Reaction;
}
