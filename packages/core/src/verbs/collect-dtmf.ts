import type { CallActor } from "../actor/call-actor.js";
import type { AnyAdapter } from "../adapter/composite.js";
import { deferred } from "../base/once.js";
import { createOperation, type Operation, type OperationControls } from "../interface/operation.js";
import type { CollectOptions } from "../interface/verb-options.js";
import { type Awaiting, awaitEnd } from "../operations/await-end.js";
import { type GivenOptions, nameError, type VerbFacts } from "../operations/check-verb.js";
import { onLane } from "../operations/on-lane.js";
import type { CallRecord } from "../record/call-record.js";
import { encodeError } from "../record/error-codec.js";
import { operationRecord, withOperation } from "../record/operation-record.js";
import { beginCollect, finishCollect, stopPrompt } from "../reduce/collect.js";
import { finishOperation } from "../reduce/finish-operation.js";
import { type Turn, timerNames } from "../reduce/turn.js";
import { traceNow } from "../telemetry/trace-parent.js";
import { CallingError } from "../words/calling-error.js";
import type { CollectResult, Prompt } from "../words/inputs-and-results.js";
import { callVerb, type Task } from "./call-verb.js";
import { stopMedia } from "./cancel-media.js";
import { type CollectInput, readCollectOptions, readCollectResult } from "./collect-options.js";
import { subscribeToKeys } from "./own-requests.js";
import { playFacts, readPrompts } from "./play.js";
import { promptMs, runPrompts } from "./play-row.js";

const facts: VerbFacts<"collectDtmf"> = { name: "collectDtmf", needsLine: true };

/** Collects keys: one state machine for every provider, made of its tone stream, its prompts and their canceling. */
export const collectDtmf = callVerb({
  ...facts,
  read(call, options: CollectOptions<AnyAdapter>) {
    const settings = readCollectOptions(options);
    const prompts = options.prompt === undefined ? [] : readPrompts(call, "collectDtmf", options.prompt);
    const input: CollectInput = { settings, prompts };
    return { input, options };
  },
  // Its steps are refused where they are taken, because a collection that cannot begin has an `operation-failed` event.
  check: (call) => call.requireLive(),
  perform(actor, task) {
    const { id, input, options } = task;
    const { collect } = actor.record;
    if (collect && collect.key !== undefined && collect.key === input.settings.key)
      return joinCollect(actor, collect.operation, task);
    const known = collectedUnder(actor.record, input.settings.key);
    if (known)
      return createOperation(
        id,
        (controls) => controls.complete(known),
        async () => {},
      );
    return onLane<CollectResult>(actor, id, {
      signal: options.signal,
      work: (controls, dropped) => collectNow(actor, task, controls, dropped),
      stop: () => giveUp(actor, id),
      never: (controls) => controls.complete({ tones: "", endedBy: "canceled" }),
    });
  },
  readResult: readCollectResult,
  elsewhere: {
    patienceMs: undefined,
    whenEnded: (): CollectResult => ({ tones: "", endedBy: "call-ended" }),
    bearsKeys: true,
  },
});

/** @param dropped whether the bot gave it up before it began. */
async function collectNow(
  actor: CallActor,
  { id, input: { settings, prompts }, options, forCommand }: Task<CollectInput>,
  controls: OperationControls<CollectResult>,
  dropped: () => boolean,
): Promise<void> {
  const known = collectedUnder(actor.record, settings.key);
  if (known) return controls.complete(known);
  const trace = traceNow();
  const over = deferred<void>();
  const begin = (turn: Turn) => {
    const { secret } = settings;
    const operation = operationRecord({
      id,
      verb: "collectDtmf",
      startedAt: turn.rules.now,
      trace,
      accepted: true,
      context: options.context,
      secret: secret || undefined,
    });
    turn.set({ operations: withOperation(turn.record.operations, operation) });
  };
  // An `operation-failed` event like that of any other verb, although nothing was collected yet.
  const failAtOnce = async (thrown: unknown) => {
    const error = ofCollection(actor, thrown);
    const write = (turn: Turn) => {
      begin(turn);
      finishOperation(turn, id, { outcome: "failed", error: encodeError(error) }, turn.own(id));
    };
    await actor.start(write).catch(() => {});
    throw error;
  };
  const leave = [
    awaitEnd(actor, id, awaitingOf(actor, id, options.signal), controls),
    actor.waiters.add(id, { ended: () => over.resolve(), failed: () => over.resolve() }),
  ];
  try {
    actor.requireLive();
    options.signal?.throwIfAborted();
    await subscribeToKeys(actor).catch((error: unknown) => failAtOnce(error));
    options.signal?.throwIfAborted();
    if (dropped()) return controls.complete({ tones: "", endedBy: "canceled" });
    await endOrphan(actor);
    const promptOperation = prompts.length > 0 ? actor.instance.newId() : undefined;
    const prompting = promptOperation === undefined ? {} : { promptOperation };
    await actor.start((turn) => {
      begin(turn);
      beginCollect(turn, { operation: id, ...settings, ...prompting, ...(forCommand ? { forCommand } : {}) });
    });
    controls.accept({ warnings: [] });
    if (promptOperation !== undefined) playPrompt(actor, promptOperation, prompts, options, id);
    await over.promise;
  } catch (error) {
    throw ofCollection(actor, error);
  } finally {
    for (const step of leave) step();
  }
}

/** A collection that an instance before this one began, and that was not joined here, gives way to a new one. */
async function endOrphan(actor: CallActor): Promise<void> {
  const { collect } = actor.record;
  if (!collect) return;
  await actor.start((turn) => finishCollect(turn, "canceled", turn.own()));
  if (collect.phase === "prompting") await stopMedia(actor);
}

/** What was collected under a name of the bot's own. */
function collectedUnder({ collected }: CallRecord, key: string | undefined): CollectResult | undefined {
  return key !== undefined && Object.hasOwn(collected, key) ? collected[key] : undefined;
}

/** Plays the prompt of the collection; the reducer learns of its end by its operation. One that was refused fails the collection. */
function playPrompt(
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
        if (turn.record.collect?.operation !== collection) return;
        turn.set({ collect: undefined });
        finishOperation(
          turn,
          collection,
          { outcome: "failed", error: encodeError(ofCollection(actor, error)) },
          turn.own(),
        );
      })
      .catch(() => {}),
  );
}

/** Whichever of its steps failed, the bot has asked for the collection. */
function ofCollection(actor: CallActor, error: unknown): unknown {
  return nameError(CallingError.is(error) ? error.about({ verb: facts.name }) : error, actor, facts.name);
}

/** The bot's end of a collection that is under way, on whichever instance it was begun. */
function joinCollect(
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

function awaitingOf(actor: CallActor, id: string, signal: AbortSignal | undefined): Awaiting<CollectResult> {
  return {
    verb: facts,
    signal,
    yield: ({ value }) => readCollectResult(value),
    cancel: () => giveUp(actor, id),
  };
}

/** The bot wants no more keys: the collection ends with those that it has. */
async function giveUp(actor: CallActor, id: string): Promise<void> {
  await actor.apply((turn) => {
    const { collect } = turn.record;
    if (collect?.operation !== id) return;
    if (collect.phase === "prompting") stopPrompt(turn);
    finishCollect(turn, "canceled", turn.own());
  });
}
