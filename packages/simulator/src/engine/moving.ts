import type { MoveRequest } from "./bot-requests.js";
import type { EndCause } from "./call.js";
import { EngineError } from "./engine.js";
import { addLeg, connectLegs, leave, legIn, legOfParty } from "./legs.js";
import { defaultName, sameParty } from "./party.js";
import { type LiveCall, type LiveLeg, liveLegs, type World } from "./world.js";

/** How long it takes to bring a party from one call to another (ours: the clouds do not say). */
export const MOVE_MS = 100;

/** A bot brings a person who is in another call of its own into this one. Until they are here they may still hang up. */
export function moveParty(world: World, legId: string, request: MoveRequest): void {
  const here = legIn(world, legId, "connected");
  const moving = movable(world, here, request);
  const { operationId, party } = request;
  const report = (outcome: "moved" | EndCause): void => {
    world.moving.delete(moving.id);
    if (here.state !== "ended") world.report(here, { type: "move-ended", operationId, party, outcome });
  };
  const arrive = (): void => {
    if (moving.state === "ended") return report(moving.end ?? { kind: "hung-up", by: "self" });
    if (here.state === "ended") return report({ kind: "canceled" });
    const call = world.callOf(here);
    if (call.kind === "one-to-one") call.kind = "group";
    connectLegs(world, call, [takeOver(world, moving, call)]);
    report("moved");
  };
  world.moving.add(moving.id);
  world.after(MOVE_MS, arrive);
}

/** A leg leaves its call and comes into another, where it is not connected yet. */
export function takeOver(world: World, moving: LiveLeg, call: LiveCall): LiveLeg {
  const { owner, party, displayName, direction, muted, voicemail } = moving;
  leave(world, moving, { kind: "moved" });
  const arrived = addLeg(world, call, { owner, party, displayName, direction, state: "dialing" });
  return Object.assign(arrived, { muted, voicemail });
}

/** The leg to be moved. @throws EngineError where the world does not allow it */
export function movable(world: World, here: LiveLeg, { fromLegId, party }: Omit<MoveRequest, "operationId">): LiveLeg {
  const there = legIn(world, fromLegId, "connected");
  const name = defaultName(party);
  if (there.callId === here.callId) throw new EngineError("conflict", `${name} is in this call already`);
  if (liveLegs(world.callOf(here)).some((other) => sameParty(other.party, party))) {
    throw new EngineError("conflict", `${name} is in the call of leg ${here.id} already`);
  }
  const moving = legOfParty(world, there, party);
  if (moving.owner.kind === "bot") throw new EngineError("wrong-state", `${name} is a bot; only people can be moved`);
  if (world.moving.has(moving.id)) throw new EngineError("conflict", `${name} is being moved already`);
  return moving;
}
