import type { AnyAdapter } from "../../adapter/composite.js";
import type { VerbOptions } from "../../interface/verb-options.js";
import { callVerb, readDone } from "../../operations/call-verb.js";
import { checkRequest, type VerbFacts } from "../../operations/check-verb.js";
import { runOperation } from "../../operations/run-operation.js";

const timeoutMs = 10_000;

/** The call no longer hears the bot. What the bot hears stays as it was. */
export const muteSelf = ownAudio({
  name: "muteSelf",
  needsLine: true,
  instead: "A bot that plays nothing is silent: play nothing, or stop what plays with call.cancelMedia().",
});

/** The call hears the bot again. */
export const unmuteSelf = ownAudio({
  name: "unmuteSelf",
  needsLine: true,
  instead: "Where a bot cannot mute itself, it is heard whenever it plays.",
});

function ownAudio<const V extends "muteSelf" | "unmuteSelf">(facts: VerbFacts<V>) {
  return callVerb({
    ...facts,
    read: (_call, options: VerbOptions<AnyAdapter, V> = {}) => ({ input: {}, options }),
    check: (call, given) => void checkRequest(call, { verb: facts, ...given }),
    perform: (actor, { id, input, options }) =>
      runOperation(
        actor,
        {
          ...{ verb: facts, input, options, timeoutMs },
          yield: ({ warnings }) => ({ warnings }),
          cancel: async () => {},
        },
        id,
      ),
    readResult: readDone,
    elsewhere: { patienceMs: 30_000 },
  });
}
