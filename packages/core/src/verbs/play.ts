import type { CallHolder } from "../actor/call-holder.js";
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
export function play(
  holder: CallHolder,
  prompts: Prompt | readonly Prompt[],
  options: PlayGiven,
): Operation<PlayResult> {
  return attemptOperation(holder, "play", () => {
    const list = readPrompts(holder, "play", prompts);
    const id = holder.runtime.newId();
    const to =
      options.to === undefined ? {} : { to: (Array.isArray(options.to) ? options.to : [options.to]).map(toParty) };
    const loop = options.loop ?? false;
    let playing: Operation<PlayResult> | undefined;
    return onLane<PlayResult>(holder, id, {
      signal: options.signal,
      async work(controls) {
        playing = runOperation(
          holder,
          {
            verb: "play",
            input: { prompts: list, loop, ...to },
            options,
            timeoutMs: loop ? undefined : timeoutMs,
            yield: ({ outcome, warnings }): PlayResult => ({
              endedBy: outcome === "canceled" ? "canceled" : "completed",
              warnings,
            }),
            cancel: () => stopMedia(holder),
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
        if (plays) await stopMedia(holder);
      },
      never: (controls) => controls.complete({ endedBy: "canceled", warnings: [] }),
      givesWay: loop,
    });
  });
}
