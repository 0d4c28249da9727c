import type { CallActor } from "../../actor/call-actor.js";
import type { AnyAdapter } from "../../adapter/composite.js";
import { deferred } from "../../base/once.js";
import { createOperation, type OperationControls } from "../../interface/operation.js";
import type { CollectOptions } from "../../interface/verb-options.js";
import { awaitEnd } from "../../operations/await-end.js";
import { callVerb, type Task } from "../../operations/call-verb.js";
import { onLane } from "../../operations/on-lane.js";
import { subscribeToKeys } from "../../operations/own-requests.js";
import type { CallRecord } from "../../record/call-record.js";
import { encodeError } from "../../record/error-codec.js";
import { operationRecord, withOperation } from "../../record/operation-record.js";
import { beginCollect, finishCollect } from "../../reduce/collect.js";
import { finishOperation } from "../../reduce/finish-operation.js";
import type { Turn } from "../../reduce/turn.js";
import { traceNow } from "../../telemetry/trace-parent.js";
import type { CollectResult } from "../../words/inputs-and-results.js";
import { stopMedia } from "../media/cancel-media.js";
import { readPrompts } from "../media/play.js";
import { collectNatively, nativeRequest } from "./collect-natively.js";
import { type CollectInput, readCollectOptions, readCollectResult } from "./collect-options.js";
import { awaitingOf, collectFacts, giveUp, ofCollection, playPrompt } from "./collect-steps.js";
import { joinCollect } from "./join-collect.js";

/**
 * Collects keys. Where the provider does not do it itself, or not like this: one state machine for every provider, made of its tone stream, its prompts and
 * their canceling.
 */
export const collectDtmf = callVerb({
  ...collectFacts,
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
  task: Task<CollectInput>,
  controls: OperationControls<CollectResult>,
  dropped: () => boolean,
): Promise<void> {
  const { id, input, options, forCommand } = task;
  const { settings, prompts } = input;
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
    const native = await nativeRequest(actor, task).catch(failAtOnce);
    if (!native) await subscribeToKeys(actor).catch(failAtOnce);
    await endOrphan(actor);
    options.signal?.throwIfAborted();
    if (dropped()) return controls.complete({ tones: "", endedBy: "canceled" });
    if (native) return controls.complete(await collectNatively(actor, task, native, controls.accept));
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
  if (collect.phase === "native") return endNative(actor, collect.operation);
  await actor.start((turn) => finishCollect(turn, "canceled", turn.own()));
  if (collect.phase === "prompting") await stopMedia(actor);
}

/** The provider collects for one at a time. */
async function endNative(actor: CallActor, id: string): Promise<void> {
  const over = deferred<void>();
  const leave = actor.waiters.add(id, { ended: () => over.resolve(), failed: () => over.resolve() });
  await giveUp(actor, id);
  await over.promise.finally(leave);
}

/** What was collected under a name of the bot's own. */
function collectedUnder({ collected }: CallRecord, key: string | undefined): CollectResult | undefined {
  return key !== undefined && Object.hasOwn(collected, key) ? collected[key] : undefined;
}
