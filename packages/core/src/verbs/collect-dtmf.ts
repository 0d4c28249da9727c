import type { Prompt } from "../call/prompt.js";
import type { CollectResult } from "../call/results.js";
import { beginCollect } from "../collect/begin-collect.js";
import type { CollectRecord } from "../collect/collect-record.js";
import { finishCollect } from "../collect/finish-collect.js";
import { readCollectOptions } from "../collect/read-options.js";
import { CallingError } from "../errors/calling-error.js";
import type { CallHolder } from "../holder/call-holder.js";
import { failureOf } from "../operate/failure-of.js";
import { outcomeError } from "../operate/outcome-error.js";
import { runOperation } from "../operate/run-operation.js";
import type { GivenOptions } from "../operate/verb-options.js";
import { attemptOperation } from "../operation/attempt-operation.js";
import { createOperation, type Operation, type OperationControls } from "../operation/operation.js";
import { finishOperation } from "../reduce/finish-operation.js";
import { stopMedia } from "./cancel-media.js";
import { toPrompts } from "./play.js";
import { subscribeDtmf } from "./subscribe-dtmf.js";

/** The options of a collection, as the bot gives them. */
export interface CollectGiven extends GivenOptions {
  readonly prompt?: Prompt | readonly Prompt[];
  readonly max?: number;
  readonly stopOn?: string;
  readonly firstToneMs?: number;
  readonly interToneMs?: number;
  readonly bargeIn?: boolean;
  readonly secret?: boolean;
  readonly key?: string;
}

/** Collects keys: one state machine for every provider, made of its tone stream, its prompts and their cancelling. */
export function collectDtmf(holder: CallHolder, options: CollectGiven): Operation<CollectResult> {
  return attemptOperation(holder.runtime.newId, () => {
    const settings = readCollectOptions(options);
    const prompts = options.prompt === undefined ? [] : toPrompts(holder, options.prompt);
    const { collect, collected } = holder.record;
    const known = options.key === undefined ? undefined : collected[options.key];
    if (known) return joined(holder, holder.runtime.newId(), options, (controls) => controls.complete(known));
    if (collect && collect.key !== undefined && collect.key === options.key)
      return joined(holder, collect.operation, options, () => {});
    const id = holder.runtime.newId();
    return joined(holder, id, options, (controls, canceled) =>
      holder.lane.run(() => collectNow(holder, id, { settings, prompts, options, controls, canceled })),
    );
  });
}

interface Collecting {
  readonly settings: Omit<CollectRecord, "operation" | "phase" | "tones" | "promptOperation">;
  readonly prompts: readonly Prompt[];
  readonly options: CollectGiven;
  readonly controls: OperationControls<CollectResult>;
  /** The bot gave it up before it began. */
  readonly canceled: () => boolean;
}

async function collectNow(
  holder: CallHolder,
  id: string,
  { settings, prompts, options, controls, canceled }: Collecting,
): Promise<void> {
  const over = new Promise<void>((resolve) => {
    holder.waiters.add(id, { ended: () => resolve(), failed: () => resolve() });
  });
  try {
    holder.requireLive();
    options.signal?.throwIfAborted();
    if (!canceled()) await subscribeDtmf(holder);
    if (canceled()) return controls.complete({ tones: "", endedBy: "canceled" });
    const promptOperation = prompts.length > 0 ? holder.runtime.newId() : undefined;
    const prompting = promptOperation === undefined ? {} : { promptOperation };
    await holder.start((turn) => {
      const context = options.context === undefined ? {} : { context: options.context };
      turn.set({
        operations: {
          ...turn.record.operations,
          [id]: { verb: "collectDtmf", accepted: true, warnings: [], ...context },
        },
      });
      beginCollect(turn, { operation: id, ...settings, ...prompting });
    });
    controls.accept({ warnings: [] });
    if (promptOperation !== undefined) playPrompt(holder, promptOperation, prompts, options, id);
    await over;
  } catch (error) {
    controls.fail(error);
  }
}

/** Plays the prompt of the collection; the reducer learns of its end by its operation. One that was refused fails the collection. */
function playPrompt(
  holder: CallHolder,
  id: string,
  prompts: readonly Prompt[],
  options: CollectGiven,
  collection: string,
): void {
  const providerOptions = options.providerOptions === undefined ? {} : { providerOptions: options.providerOptions };
  const playing = runOperation(
    holder,
    {
      verb: "play",
      input: { prompts, loop: false },
      options: providerOptions,
      timeoutMs: 10 * 60_000,
      internal: true,
      yield: () => undefined,
      cancel: () => stopMedia(holder),
    },
    id,
  );
  playing.accepted.catch((error: unknown) =>
    holder
      .apply((turn) => {
        if (turn.record.collect?.operation !== collection) return;
        const { collect: _, ...rest } = turn.record;
        turn.record = rest;
        finishOperation(turn, collection, { outcome: "failed", error: failureOf(error) }, turn.own());
      })
      .catch(() => {}),
  );
}

/** The bot's end of a collection: it waits for `id`, whoever began it. */
function joined(
  holder: CallHolder,
  id: string,
  options: CollectGiven,
  work: (controls: OperationControls<CollectResult>, canceled: () => boolean) => void | Promise<void>,
): Operation<CollectResult> {
  let canceled = false;
  const cancel = async () => {
    canceled = true;
    await holder.apply((turn) => {
      const { collect } = turn.record;
      if (collect?.operation !== id) return;
      if (collect.phase === "prompting") turn.effects.add("cancel-media");
      finishCollect(turn, "canceled", turn.own());
    });
  };
  return createOperation<CollectResult>(
    id,
    (controls) => {
      holder.waiters.add(id, {
        ended({ outcome, verb }) {
          if (outcome.outcome === "failed") controls.fail(outcomeError(holder, verb, outcome));
          else controls.complete(asCollectResult(outcome.value));
        },
        failed: controls.fail,
      });
      options.signal?.addEventListener(
        "abort",
        () => {
          controls.fail(options.signal?.reason);
          cancel().catch(() => {});
        },
        { once: true },
      );
      return work(controls, () => canceled);
    },
    cancel,
  );
}

const ends: readonly string[] = [
  "max",
  "stop-tone",
  "no-input",
  "inter-tone-timeout",
  "canceled",
  "call-ended",
] satisfies CollectResult["endedBy"][];

/** The result as the store gave it back. */
function asCollectResult(value: unknown): CollectResult {
  if (typeof value === "object" && value !== null && "tones" in value && "endedBy" in value) {
    const { tones, endedBy } = value;
    if (typeof tones === "string" && isEnd(endedBy)) return { tones, endedBy };
  }
  throw new CallingError("operation-failed", "collectDtmf: its result is not readable", { verb: "collectDtmf" });
}

function isEnd(value: unknown): value is CollectResult["endedBy"] {
  return typeof value === "string" && ends.includes(value);
}
