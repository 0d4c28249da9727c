import type { HoldRequest } from "./bot-requests.js";
import { EngineError } from "./engine.js";
import { legIn, legOfParty, reportRoster } from "./legs.js";
import type { PromptLength } from "./media.js";
import { defaultName, type Party } from "./party.js";
import type { LiveLeg, World } from "./world.js";

/** A prompt without length would never let time pass. */
const SHORTEST_LOOPED_MS = 100;

/**
 * A bot puts a party on hold: they hear the prompt again and again, or music, and no one hears them. A prompt that cannot be played is
 * the answer, and changes nothing. Another hold takes the place of the first. A hold ends with the leg that made it.
 */
export function hold(world: World, legId: string, { party, prompt }: HoldRequest): PromptLength {
  const leg = legIn(world, legId, "connected");
  const held = legOfParty(world, leg, party);
  if (held === leg) throw new EngineError("wrong-state", "a bot does not put itself on hold");
  const length = prompt ? world.measurePrompt(prompt) : ({ ok: true, durationMs: 0 } as const);
  if (!length.ok) return length;
  held.onHold = true;
  const durationMs = Math.max(length.durationMs, SHORTEST_LOOPED_MS);
  world.holds.set(held.id, {
    by: leg.id,
    ...(prompt ? { playing: { prompt, startedAt: world.clock.now(), durationMs } } : {}),
  });
  changed(world, held);
  return length;
}

export function unhold(world: World, legId: string, party: Party): void {
  const held = legOfParty(world, legIn(world, legId, "connected"), party);
  if (!held.onHold) throw new EngineError("wrong-state", `${defaultName(party)} is not on hold`);
  held.onHold = false;
  world.holds.delete(held.id);
  changed(world, held);
}

function changed(world: World, held: LiveLeg): void {
  const call = world.callOf(held);
  world.touch(call);
  reportRoster(world, call);
}
