/** The other side of the call is being brought over to another call of the bot: an entry of the call's inbox. */
export interface MovingEntry {
  readonly kind: "moving";
  /** Until when an end of the call means that they have gone over, ms since 1970. 0: they stay. */
  readonly until: number;
}
