import type { CallActor } from "../../actor/call-actor.js";
import { createOperation, type Operation } from "../../interface/operation.js";
import { awaitEnd } from "../../operations/await-end.js";
import type { Task } from "../../operations/call-verb.js";
import type { GivenOptions } from "../../operations/check-verb.js";
import type { CallRecord } from "../../record/call-record.js";
import { timerNames } from "../../reduce/turn.js";
import type { CollectResult, Prompt } from "../../words/inputs-and-results.js";
import { stopMedia } from "../media/cancel-media.js";
import type { CollectInput } from "./collect-options.js";
import { awaitingOf, giveUp, playPrompt } from "./collect-steps.js";

/** The bot's end of a collection that is under way, on whichever instance it was begun. */
export function joinCollect(
  actor: CallActor,
  id: string,
  { input: { prompts }, options }: Task<CollectInput>,
): Operation<CollectResult> {
  const { signal } = options;
  return createOperation<CollectResult>(
    id,
    (controls) => {
      signal?.throwIfAborted();
      awaitEnd(actor, id, awaitingOf(actor, id, signal), controls);
      controls.accept({ warnings: [] });
      if (prompts.length > 0 && isUnheard(actor.record, id)) promptAgain(actor, id, prompts, options).catch(() => {});
    },
    () => giveUp(actor, id),
  );
}

/** The prompt may not have been played, and no key says that it was. */
function isUnheard({ collect }: CallRecord, id: string): boolean {
  return collect?.operation === id && collect.unheard === true && collect.tones === "";
}

/** Plays a prompt again that may not have been played. One that plays is stopped: it is heard from its beginning. */
async function promptAgain(
  actor: CallActor,
  id: string,
  prompts: readonly Prompt[],
  options: GivenOptions,
): Promise<void> {
  await stopMedia(actor).catch(() => {});
  const promptOperation = actor.instance.newId();
  let begun = false;
  await actor.start((turn) => {
    const { collect } = turn.record;
    if (!collect || !isUnheard(turn.record, id)) return;
    const { unheard: _, ...heard } = collect;
    turn.set({ collect: { ...heard, phase: "prompting", promptOperation } });
    turn.timer(timerNames.collect, null);
    begun = true;
  });
  if (begun) playPrompt(actor, promptOperation, prompts, options, id);
}
