import type { AnyAdapter } from "../adapter/composite.js";
import type { Operation } from "../interface/operation.js";
import type { PlayOptions } from "../interface/verb-options.js";
import { checkRequest, type VerbFacts } from "../operations/check-verb.js";
import { onLane } from "../operations/on-lane.js";
import { runOperation } from "../operations/run-operation.js";
import type { PlayResult, Prompt } from "../words/inputs-and-results.js";
import { toParty } from "../words/to-party.js";
import { callVerb, memberOf, readDone } from "./call-verb.js";
import { stopMedia } from "./cancel-media.js";
import { readPrompts } from "./prompts.js";

/** No prompt that a caller listens to is longer; then the provider is asked whether the call is still there. */
export const promptMs = 10 * 60_000;

export const playFacts: VerbFacts<"play"> = {
  name: "play",
  needsLine: true,
  figures: ({ prompts }) => ({ promptsAtOnce: prompts }),
};

/** Plays prompts, when what plays before has ended. */
export const play = callVerb({
  ...playFacts,
  read(call, given: Prompt | readonly Prompt[], options: PlayOptions<AnyAdapter> = {}) {
    const prompts = readPrompts(call, "play", given);
    const to =
      options.to === undefined ? {} : { to: (Array.isArray(options.to) ? options.to : [options.to]).map(toParty) };
    return { input: { prompts, loop: options.loop ?? false, ...to }, options };
  },
  check: (call, given) => void checkRequest(call, { verb: playFacts, ...given }),
  perform(actor, { id, input, options }) {
    let playing: Operation<PlayResult> | undefined;
    return onLane<PlayResult>(actor, id, {
      signal: options.signal,
      async work(controls) {
        playing = runOperation(
          actor,
          {
            ...{ verb: playFacts, input, options, timeoutMs: input.loop ? undefined : promptMs },
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
      givesWay: input.loop,
    });
  },
  readResult: (value): PlayResult => ({
    ...readDone(value),
    endedBy: memberOf(value, "endedBy") === "canceled" ? "canceled" : "completed",
  }),
  elsewhere: { patienceMs: undefined },
});
