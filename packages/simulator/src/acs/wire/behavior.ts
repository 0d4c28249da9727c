/** How the simulated service behaves where the real one varies. */
export interface AcsBehavior {
  /** `participants` (default, usual in recorded traffic) or `connected` (as documented) comes first when a call connects. */
  readonly firstEvent: "participants" | "connected";
  /**
   * `sequenceNumber` of ParticipantsUpdated: one by one (default), with `gaps` (1, 3, 5), or with `repeats` (each list twice under
   * one number, with ids of their own). All three are observed.
   */
  readonly sequenceNumbers: "one-by-one" | "gaps" | "repeats";
}

export const usualBehavior: AcsBehavior = { firstEvent: "participants", sequenceNumbers: "one-by-one" };
