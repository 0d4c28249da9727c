import type { CallActor } from "../../actor/call-actor.js";
import type { Awaiting } from "../../operations/await-end.js";
import { type GivenOptions, nameError, type VerbFacts } from "../../operations/check-verb.js";
import { encodeError } from "../../record/error-codec.js";
import { failCollect, finishCollect, stopPrompt } from "../../reduce/collect.js";
import { cancelNative } from "../../reduce/native-collect.js";
import { CallingError } from "../../words/calling-error.js";
import type { CollectResult, Prompt } from "../../words/inputs-and-results.js";
import { stopMedia } from "../media/cancel-media.js";
import { playFacts } from "../media/play.js";
import { promptMs, runPrompts } from "../media/play-row.js";
import { readCollectResult } from "./collect-options.js";

export const collectFacts: VerbFacts<"collectDtmf"> = { name: "collectDtmf", needsLine: true };

/** How the bot waits for the end of a collection. */
export function awaitingOf(actor: CallActor, id: string, signal: AbortSignal | undefined): Awaiting<CollectResult> {
  return {
    verb: collectFacts,
    signal,
    yield: ({ value }) => readCollectResult(value),
    cancel: () => giveUp(actor, id),
  };
}

/** Plays the prompt of the collection; the reducer learns of its end by its operation. One that was refused fails the collection. */
export function playPrompt(
  actor: CallActor,
  id: string,
  prompts: readonly Prompt[],
  options: GivenOptions,
  collection: string,
): void {
  const providerOptions = options.providerOptions === undefined ? {} : { providerOptions: options.providerOptions };
  const playing = runPrompts(
    actor,
    {
      verb: playFacts,
      input: { prompts, loop: false },
      options: providerOptions,
      timeoutMs: promptMs,
      internal: true,
      yield: () => undefined,
      cancel: () => stopMedia(actor),
    },
    id,
  );
  playing.accepted.catch((error: unknown) =>
    actor
      .apply((turn) => {
        if (turn.record.collect?.operation === collection)
          failCollect(turn, { error: encodeError(ofCollection(actor, error)) }, turn.own());
      })
      .catch(() => {}),
  );
}

/** Whichever of its steps failed, the bot has asked for the collection. */
export function ofCollection(actor: CallActor, error: unknown): unknown {
  return nameError(CallingError.is(error) ? error.about({ verb: collectFacts.name }) : error, actor, collectFacts.name);
}

/** The bot wants no more keys: the collection ends with those that it has, one of the provider's once that has stopped. */
export async function giveUp(actor: CallActor, id: string): Promise<void> {
  await actor.apply((turn) => {
    const { collect } = turn.record;
    if (collect?.operation !== id) return;
    if (collect.phase === "native") return cancelNative(turn, id);
    if (collect.phase === "prompting") stopPrompt(turn);
    finishCollect(turn, "canceled", turn.own());
  });
}
