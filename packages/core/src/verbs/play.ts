import type { CallActor } from "../actor/call-actor.js";
import type { Operation } from "../interface/operation.js";
import { attemptOperation } from "../operations/attempt-operation.js";
import { onLane } from "../operations/on-lane.js";
import { runOperation } from "../operations/run-operation.js";
import type { GivenOptions } from "../operations/verb-options.js";
import type { PartyLike } from "../words/party.js";
import type { Prompt } from "../words/prompt.js";
import type { PlayResult } from "../words/results.js";
import { toParty } from "../words/to-party.js";
import { stopMedia } from "./cancel-media.js";
import { readPrompts } from "./read-prompts.js";

/** No prompt that a caller listens to is longer; then the provider is asked whether the call is still there. */
const timeoutMs = 10 * 60_000;

interface PlayGiven extends GivenOptions {
  readonly loop?: boolean;
  readonly to?: PartyLike | readonly PartyLike[];
}

/** Plays prompts, when what plays before has ended. */
export function play(actor: CallActor, prompts: Prompt | readonly Prompt[], options: PlayGiven): Operation<PlayResult> {
  return attemptOperation(actor, "play", () => {
    const list = readPrompts(actor, "play", prompts);
    const id = actor.runtime.newId();
    const to =
      options.to === undefined ? {} : { to: (Array.isArray(options.to) ? options.to : [options.to]).map(toParty) };
    const loop = options.loop ?? false;
    let playing: Operation<PlayResult> | undefined;
    return onLane<PlayResult>(actor, id, {
      signal: options.signal,
      async work(controls) {
        playing = runOperation(
          actor,
          {
            verb: "play",
            input: { prompts: list, loop, ...to },
            options,
            timeoutMs: loop ? undefined : timeoutMs,
            yield: ({ outcome, warnings }): PlayResult => ({
              endedBy: outcome === "canceled" ? "canceled" : "completed",
              warnings,
            }),
            cancel: () => stopMedia(actor),
          },
          id,
        );
        playing.accepted.then(controls.accept, () => {});
        controls.complete(await playing);
      },
      async stop() {
        // A stop that overtakes its play on the way would leave it playing for ever.
        const plays = await playing?.accepted.then(
          () => true,
          () => false,
        );
        if (plays) await stopMedia(actor);
      },
      never: (controls) => controls.complete({ endedBy: "canceled", warnings: [] }),
      givesWay: loop,
    });
  });
}
