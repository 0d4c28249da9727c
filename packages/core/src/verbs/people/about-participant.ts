import type { AnyAdapter } from "../../adapter/composite.js";
import type { VerbInputs, Who } from "../../adapter/verb-inputs.js";
import type { VerbOptions } from "../../interface/verb-options.js";
import { callVerb, type Given, readDone } from "../../operations/call-verb.js";
import { checkRequest, type KnownCall, requirePossible, type VerbFacts } from "../../operations/check-verb.js";
import { runOperation } from "../../operations/run-operation.js";
import type { ParticipantLike } from "../../words/inputs-and-results.js";
import { findWho, readWho } from "./who.js";

/** Verbs that do something to somebody who is on the call. */
type AboutVerb = "removeParticipant" | "mute" | "unmute" | "hold" | "unhold";

/** How long the provider may take to do it, ms, where its adapter does not say. */
const timeoutMs = 15_000;

/** A verb about a participant. Whom the bot means is read from the roster on the instance that has the call, before any request. */
export function aboutParticipant<const V extends AboutVerb, O extends VerbOptions<AnyAdapter, V>>(
  facts: VerbFacts<V>,
  parts: {
    /** What the request has beside the participant. */
    readonly more?: (options: O) => Omit<VerbInputs[V], "who">;
    /** Refuses what makes no sense as things stand. Pure. @throws CallingError `conflict`. */
    readonly refuse?: (call: KnownCall, who: Who) => void;
  } = {},
) {
  const request = (call: KnownCall, { input, options }: Given<{ readonly who: Who }>) => {
    requirePossible(call, facts);
    const who = findWho(call, facts.name, input.who);
    parts.refuse?.(call, who);
    return { verb: facts, input: { ...input, who }, options };
  };
  return callVerb({
    ...facts,
    read(_call, who: ParticipantLike, options?: O) {
      const more = options && parts.more?.(options);
      return { input: { who: readWho(who), ...more }, options: options ?? {} };
    },
    check: (call, given) => void checkRequest(call, request(call, given)),
    perform: (actor, { id, ...given }) =>
      runOperation(
        actor,
        {
          ...request(actor, given),
          timeoutMs,
          yield: ({ warnings }) => ({ warnings }),
          cancel: async () => {},
        },
        id,
      ),
    readResult: readDone,
    elsewhere: { patienceMs: 30_000 },
  });
}
