/** Things that happen on a call and that not every provider tells. A bot can read here what it will never hear of. */
export interface Observations {
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
  /** That somebody shares a screen. */
  readonly contentSharing: boolean;
}
