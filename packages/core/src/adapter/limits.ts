/** Figures of one provider that core checks or keeps to. All of them may be absent: no limit is known. */
export interface Limits {
  /** How long an incoming call waits for a decision, ms. */
  readonly answerWithinMs?: number;
  /** How many targets one redirect may have. */
  readonly redirectTargets?: number;
  /** The shortest and longest time that a redirect may ring, ms. Absent: the provider takes no such time. */
  readonly redirectRingMs?: { readonly min: number; readonly max: number };
  /** How many parties a new group call may have. */
  readonly groupTargets?: { readonly min: number; readonly max: number };
  /** How many tones fit in one request; core sends longer strings in parts. */
  readonly sendDtmfTones?: number;
  /** True: the provider keeps a gap between tones itself. False or absent: `gapMs` becomes a warning. */
  readonly sendDtmfGap?: boolean;
  /** How many prompts fit in one request. */
  readonly prompts?: number;
  /** How many characters the user's `context` may have. */
  readonly contextLength?: number;
  /** How often the provider must hear from us to keep a call, ms. Absent: never. */
  readonly keepAliveEveryMs?: number;
  /** How long a call may take to be set up before core asks what became of it, ms. */
  readonly setUpMs?: number;
}
