import type { AnyAdapter } from "../adapter/composite.js";
import type { VerbOptions } from "../interface/verb-options.js";
import { decisionVerb } from "./decide.js";

/** Takes an incoming call. Resolves when it is connected. */
export const answer = decisionVerb({
  name: "answer",
  // ACS says of a ticket that is used up what it says of one whose caller has left (404, 8522).
  refusedWhenDone: ["conflict", "call-ended"],
  figures: ({ answerWithinMs }) => ({ withinMs: answerWithinMs }),
  // Long enough for media to be set up; then the provider is asked.
  timeoutMs: 30_000,
  read: (_call, options: VerbOptions<AnyAdapter, "answer"> & { readonly data?: unknown } = {}) => ({
    input: {},
    options,
    data: options.data,
  }),
  yield: (actor) => actor.call,
  cancel: async (actor) => {
    await actor.call.hangUp();
  },
});
