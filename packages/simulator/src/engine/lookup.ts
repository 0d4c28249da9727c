import type { LegState } from "./call.js";
import { EngineError } from "./engine-error.js";
import { type Party, sameParty } from "./party.js";
import { defaultName } from "./population.js";
import { type LiveLeg, liveLegs, type World } from "./world.js";

/** A leg that has not ended, in one of the given states. */
export function legIn(world: World, legId: string, ...states: readonly LegState[]): LiveLeg {
  const leg = world.legs.get(legId);
  if (!leg || leg.state === "ended")
    throw new EngineError("no-such-call", `there is no call under way with the leg ${legId}`);
  if (states.length > 0 && !states.includes(leg.state)) {
    throw new EngineError("wrong-state", `leg ${legId} is ${leg.state}; this needs ${states.join(" or ")}`);
  }
  return leg;
}

/** The leg of a party in the same call. */
export function legOfParty(world: World, leg: LiveLeg, party: Party): LiveLeg {
  const found = liveLegs(world.callOf(leg)).find((other) => sameParty(other.party, party));
  if (!found) throw new EngineError("no-such-party", `${defaultName(party)} is not in the call of leg ${leg.id}`);
  return found;
}

/** The only other party of a one-to-one call. */
export function theOther(world: World, leg: LiveLeg): LiveLeg {
  const others = liveLegs(world.callOf(leg)).filter((other) => other !== leg && other.state === "connected");
  const [other] = others;
  if (!other || others.length > 1) {
    throw new EngineError("wrong-state", `leg ${leg.id} has ${others.length} other parties; this needs exactly one`);
  }
  return other;
}

/** The newest leg of a person in one of the states. */
export function legOfPerson(
  world: World,
  personId: string,
  states: readonly LegState[],
  what: string,
  callId?: string,
): LiveLeg {
  if (!world.persons.has(personId)) throw new EngineError("no-such-person", `there is no person "${personId}"`);
  const leg = [...world.legs.values()].findLast(
    (candidate) =>
      candidate.owner.kind === "person" &&
      candidate.owner.personId === personId &&
      states.includes(candidate.state) &&
      (callId === undefined || candidate.callId === callId),
  );
  if (leg) return leg;
  const where = callId === undefined ? "" : ` in call ${callId}`;
  throw new EngineError("wrong-state", `"${personId}" cannot ${what}: no call${where} is ${states.join(" or ")}`);
}
