/**
 * Whose clock an instant was read on. `provider`: the provider wrote the time into its event. `ours`: the instance that learned of it; where the provider
 * reports no time, or reports nothing and we found out by asking, that is when we learned of it. The clocks of a bot's instances count as one.
 */
export type TimingClock = "ours" | "provider";

/**
 * When a call passed through its stages. An instant is set once: late, repeated and reordered events do not move it. Instants of the same clock never
 * run backwards. A provider's clock may be minutes off, so do not subtract instants of different clocks (`clocks`): `connectedMs` never does.
 */
export interface CallTiming {
  /** An incoming call: when it was received here. Any other: when the bot began it. Always by our clock. */
  readonly startedAt: Date;
  /** When the other side of a call that the bot began was reported to ring (`capabilities.observations.ringing`). An incoming call rings from `startedAt` on. */
  readonly ringingAt: Date | undefined;
  /** An incoming call: when the provider accepted the bot's answer. Any other: when somebody picked up or the bot was let in, the same as `connectedAt`. */
  readonly answeredAt: Date | undefined;
  /** When both sides could hear each other. */
  readonly connectedAt: Date | undefined;
  readonly endedAt: Date | undefined;
  /**
   * From `connectedAt` to `endedAt`, or to now, ms; 0 if the call was never connected. By the provider's times where it reported both, else by the arrivals
   * of both reports here. It includes the time that others talk on after a transfer, where the provider goes on reporting the call.
   */
  readonly connectedMs: number;
  /** By whose clock each instant is. */
  readonly clocks: {
    readonly startedAt: "ours";
    readonly ringingAt: TimingClock | undefined;
    readonly answeredAt: TimingClock | undefined;
    readonly connectedAt: TimingClock | undefined;
    readonly endedAt: TimingClock | undefined;
  };
}
