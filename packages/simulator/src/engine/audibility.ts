import { type Party, sameParty } from "./party.js";
import type { LiveLeg } from "./world.js";

/** Whether the sound of one leg reaches another of the same call. `to` is whom it is meant for; absent: everyone else. */
export function reaches(from: LiveLeg, leg: LiveLeg, to?: readonly Party[]): boolean {
  if (leg === from || leg.state !== "connected") return false;
  return to === undefined || to.some((party) => sameParty(party, leg.party));
}
