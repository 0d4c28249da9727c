import type { AnyAdapter } from "../../adapter/composite.js";
import type { Who } from "../../adapter/verb-inputs.js";
import type { VerbOptions } from "../../interface/verb-options.js";
import { callVerb, type Given, readDone } from "../../operations/call-verb.js";
import { checkRequest, type KnownCall, requirePossible, type VerbFacts } from "../../operations/check-verb.js";
import { runOperation } from "../../operations/run-operation.js";
import type { CallRecord } from "../../record/call-record.js";
import type { ParticipantLike, Prompt } from "../../words/inputs-and-results.js";
import { findWho, readWho } from "./who.js";

/** Verbs that do something to somebody who is on the call. */
type AboutVerb = "removeParticipant" | "mute" | "unmute" | "hold" | "unhold";

interface AboutFacts<V extends AboutVerb> extends VerbFacts<V> {
  /** What to do where the bot means itself: the hint of the refusal. */
  readonly ofBot: string;
  /** Refuses what makes no sense as the call stands. Pure. @throws CallingError `conflict`. */
  readonly refuse?: (call: Pick<KnownCall, "adapter"> & { readonly record: CallRecord }, who: Who) => void;
}

export interface AboutInput {
  readonly who: Who;
  readonly prompt?: Prompt;
}

/** How long the provider may take to do it, ms, where its adapter does not say. */
const timeoutMs = 15_000;

/** A verb about a participant. Whom the bot means is read from the roster on the instance that has the call, before any request. */
export function aboutParticipant<const V extends AboutVerb>({ ofBot, refuse, ...facts }: AboutFacts<V>) {
  const request = (call: KnownCall, { input, options }: Given<AboutInput>) => {
    requirePossible(call, facts);
    const who = findWho(call, facts.name, input.who, ofBot);
    refuse?.(call, who);
    return { verb: facts, input: { ...input, who }, options };
  };
  return callVerb({
    ...facts,
    read(_call, who: ParticipantLike, options: VerbOptions<AnyAdapter, V> & { readonly prompt?: Prompt } = {}) {
      const { prompt } = options;
      return { input: { who: readWho(who), ...(prompt === undefined ? {} : { prompt }) }, options };
    },
    check: (call, given: Given<AboutInput>) => void checkRequest(call, request(call, given)),
    perform(actor, { id, ...given }) {
      const asked = request(actor, given);
      const plan = {
        ...asked,
        timeoutMs,
        // The roster may have changed while the call was busy.
        begin: ({ record }: { readonly record: CallRecord }) =>
          refuse?.({ adapter: actor.adapter, record }, asked.input.who),
        yield: ({ warnings }: { readonly warnings: readonly string[] }) => ({ warnings }),
        cancel: async () => {},
      };
      return runOperation(actor, plan, id);
    },
    readResult: readDone,
    elsewhere: { patienceMs: 30_000 },
  });
}
