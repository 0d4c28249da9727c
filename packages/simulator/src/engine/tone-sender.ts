import type { LiveOperation } from "./live-operation.js";
import type { MediaOutcome, SendTonesRequest } from "./media.js";
import { type Party, sameParty } from "./party.js";
import { TONE_MS, type Tone } from "./tone.js";
import { type LiveLeg, presentLegs, type World } from "./world.js";

/** Sends the tones of an operation, each for `TONE_MS`, with the gap asked for between them. */
export function sendTones(
  world: World,
  leg: LiveLeg,
  operation: LiveOperation,
  request: SendTonesRequest,
  finish: (outcome: MediaOutcome) => void,
): void {
  const sendFrom = (index: number): void => {
    const tone = request.tones[index];
    if (!tone) {
      finish({ kind: "completed" });
      return;
    }
    soundTone(world, leg, tone, request.to);
    const isLast = index === request.tones.length - 1;
    const stepMs = TONE_MS + (isLast ? 0 : (request.gapMs ?? 0));
    operation.cancelStep = world.after(stepMs, () => sendFrom(index + 1));
  };
  sendFrom(0);
}

/** A tone sounds in a call: the others (or one of them) hear it, and bots that listen are told. */
export function soundTone(world: World, from: LiveLeg, tone: Tone, to?: Party): void {
  const call = world.callOf(from);
  for (const leg of presentLegs(call)) {
    if (leg === from || leg.state !== "connected") continue;
    if (to && !sameParty(to, leg.party)) continue;
    if (leg.owner.kind === "person") {
      const person = world.persons.get(leg.owner.personId);
      if (person)
        world.emit({ type: "heard", at: world.clock.now(), person, callId: call.id, sound: { kind: "tone", tone } });
    }
    if (!leg.hearsTones) continue;
    const sequence = (world.toneCounts.get(leg.id) ?? 0) + 1;
    world.toneCounts.set(leg.id, sequence);
    world.tell(leg, { type: "tone-heard", tone, from: from.party, sequence });
  }
}
