import type { LiveOperation } from "./live-operation.js";
import type { MediaOutcome, PlayRequest } from "./media.js";
import type { LiveLeg, World } from "./world.js";

/** A loop of prompts without length would never let time pass; each lasts at least this long. */
const SHORTEST_LOOPED_MS = 100;

/** Plays the prompts of an operation one after the other, again and again if it is a loop. */
export function playPrompts(
  world: World,
  leg: LiveLeg,
  operation: LiveOperation,
  request: PlayRequest,
  finish: (outcome: MediaOutcome) => void,
): void {
  const lengths = request.prompts.map((prompt) => world.measurePrompt(prompt));
  world.tell(leg, { type: "play-started", operationId: request.operationId });

  const playFrom = (index: number): void => {
    const prompt = request.prompts[index];
    const length = lengths[index];
    if (!prompt || !length) {
      if (request.loop) playFrom(0);
      else finish({ kind: "completed" });
      return;
    }
    if (!length.ok) {
      finish({ kind: "failed", reason: length.reason, promptIndex: index });
      return;
    }
    const durationMs = request.loop ? Math.max(length.durationMs, SHORTEST_LOOPED_MS) : length.durationMs;
    operation.playing = { prompt, startedAt: world.clock.now(), durationMs };
    operation.cancelStep = world.after(durationMs, () => playFrom(index + 1));
    world.touch(world.callOf(leg));
  };
  playFrom(0);
}
