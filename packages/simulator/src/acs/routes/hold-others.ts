import type { Leg } from "../../engine/call.js";
import { type Party, sameParty } from "../../engine/party.js";
import type { AcsState } from "../acs-state.js";

/** Puts on hold who is not to hear a prompt (observed: ParticipantsUpdated tells of it before PlayStarted). Returns whom. */
export function holdOthers(state: AcsState, leg: Leg, hearers: readonly Party[]): readonly Party[] {
  const { engine } = state.context;
  const others = engine.calls
    .others(leg.id)
    .filter((one) => one.state === "connected" && !one.onHold && !hearers.some((party) => sameParty(party, one.party)));
  for (const other of others) engine.bots.setOnHold(leg.id, other.party, true);
  return others.map((other) => other.party);
}

/** Lets those go again who are still there. */
export function releaseHeld(state: AcsState, leg: Leg, held: readonly Party[]): void {
  const { engine } = state.context;
  if (leg.state !== "connected") return;
  const present = engine.calls.others(leg.id);
  for (const party of held) {
    if (present.some((one) => sameParty(one.party, party))) engine.bots.setOnHold(leg.id, party, false);
  }
}
