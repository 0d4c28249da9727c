import type { Party } from "./party.js";

/** Somebody on a call. */
export interface Participant {
  /** The provider's id of the participant in this call. */
  readonly id: string;
  readonly party: Party;
  readonly muted?: boolean;
  readonly onHold?: boolean;
  /** Waits to be let in. */
  readonly inLobby?: boolean;
}
