import type { SharingSession } from "./call.js";
import { EngineError } from "./engine-error.js";
import { sameParty } from "./party.js";
import type { LiveLeg, World } from "./world.js";

/** A person begins, changes or stops sharing the screen; every connected bot of the call is told. */
export function changeSharing(world: World, leg: LiveLeg, change: "started" | "updated" | "ended"): void {
  const call = world.callOf(leg);
  const current = call.sharing.find((session) => sameParty(session.by, leg.party));
  if (change === "started" && current) throw new EngineError("conflict", `${leg.displayName} is sharing already`);
  if (change !== "started" && !current) throw new EngineError("wrong-state", `${leg.displayName} is not sharing`);
  const session: SharingSession = current ?? { id: world.random.id(), by: leg.party, startedAt: world.clock.now() };
  if (change === "started") call.sharing = [...call.sharing, session];
  if (change === "ended") call.sharing = call.sharing.filter((other) => other.id !== session.id);
  for (const other of call.legs) {
    if (other.state === "connected") world.tell(other, { type: "sharing-changed", change, session });
  }
  world.touch(call);
}
