import type { CallActor } from "../../actor/call-actor.js";
import type { VerbInputs } from "../../adapter/verb-inputs.js";
import { createOperation, type Operation, type OperationControls } from "../../interface/operation.js";
import { awaitEnd } from "../../operations/await-end.js";
import { checkRequest, type KnownCall, nameError } from "../../operations/check-verb.js";
import { applyEventually } from "../../operations/request-on-call.js";
import { type Plan, patienceOf, runOperation, runStep } from "../../operations/run-operation.js";
import { encodeError } from "../../record/error-codec.js";
import type { OperationOutcome } from "../../record/happening.js";
import { operationOf, operationRecord, withOperation } from "../../record/operation-record.js";
import { endOperation } from "../../reduce/end-operation.js";
import { rowGoesOn } from "../../reduce/prompt-row.js";
import { type Turn, timerNames } from "../../reduce/turn.js";
import { insist } from "../../store/insist.js";
import { type TraceParent, traceNow } from "../../telemetry/trace-parent.js";

/** No prompt that a caller listens to is longer; then the provider is asked whether the call is still there. */
export const promptMs = 10 * 60_000;

type PlayInput = VerbInputs["play"];

/** The requests that it takes to play this: one, or several where the provider takes only so many prompts at once. */
export function requestsOf({ adapter }: Pick<KnownCall, "adapter">, input: PlayInput): readonly PlayInput[] {
  const { prompts } = input;
  const most = adapter.limits.prompts ?? prompts.length;
  if (prompts.length <= most) return [input];
  const requests: PlayInput[] = [];
  // A loop of several requests is played by sending them over and over.
  for (let at = 0; at < prompts.length; at += most)
    requests.push({ ...input, prompts: prompts.slice(at, at + most), loop: false });
  return requests;
}

/** Plays prompts, in one request or in a row of them. To the bot it is one operation, which ends with the last request. */
export function runPrompts<T>(actor: CallActor, plan: Plan<"play", T>, id: string): Operation<T> {
  const requests = requestsOf(actor, plan.input);
  if (requests.length === 1) return runOperation(actor, plan, id);
  return createOperation<T>(
    id,
    (controls) => playRow(actor, id, plan, requests, controls),
    () => plan.cancel(id),
  );
}

/** A request of a row that must not be sent any more: the row was stopped, or has ended. */
const rowIsOver = new Error("the row of prompts was stopped");

/**
 * Everything is checked before the first request is sent. The end of a request that was stopped or failed ends the row in the same turn, see
 * `endOperation`; so the row also ends if this instance dies meanwhile.
 */
async function playRow<T>(
  actor: CallActor,
  id: string,
  plan: Plan<"play", T>,
  requests: readonly PlayInput[],
  controls: OperationControls<T>,
): Promise<void> {
  const trace = traceNow();
  const { verb, options } = plan;
  for (const input of requests) checkRequest(actor, { verb, input, options });
  const awaiting = { verb, signal: options.signal, yield: plan.yield, cancel: () => plan.cancel(id) };
  const stop = awaitEnd(actor, id, awaiting, controls);
  const end = (ended: Omit<OperationOutcome, "warnings">) =>
    applyEventually(actor, (turn) => endOperation(turn, id, ended, turn.own(id)));
  try {
    await insist(() => actor.start((turn) => beginRow(turn, id, plan, trace)), patienceOf(actor, plan));
    do {
      let from = 0;
      for (const input of requests) {
        if ((await playPart(actor, { ...plan, input, row: { of: id, from } }, controls.accept)) === "canceled") return;
        from += input.prompts.length;
      }
    } while (plan.input.loop);
    await end({ outcome: "completed" });
  } catch (error) {
    await end(error === rowIsOver ? { outcome: "canceled" } : { outcome: "failed", error: encodeError(error) }).catch(
      () => {},
    );
    if (error === rowIsOver) return;
    stop();
    controls.fail(nameError(error, actor, verb.name));
  }
}

/** Without a request of its own, and without a deadline but the bot's: each of its requests has one. */
function beginRow<T>(
  turn: Turn,
  id: string,
  { verb, internal, options: { context, timeoutMs } }: Plan<"play", T>,
  trace: TraceParent | undefined,
): void {
  // Begun already, by a try whose answer the store could not give.
  if (operationOf(turn.record.operations, id)) return;
  const begun = { id, verb: verb.name, startedAt: turn.rules.now, accepted: false, trace, context, internal };
  const row = operationRecord({ ...begun, row: { of: id, from: 0 } });
  turn.set({ operations: withOperation(turn.record.operations, row) });
  if (timeoutMs !== undefined) turn.timer(timerNames.operation(id), timeoutMs);
}

/** Plays what one request carries. Resolves when it has ended, with how. */
async function playPart<T>(
  actor: CallActor,
  { verb, input, options: { signal, providerOptions }, timeoutMs, row }: Plan<"play", T>,
  accept: OperationControls<T>["accept"],
): Promise<OperationOutcome["outcome"]> {
  const options = { ...(signal ? { signal } : {}), ...(providerOptions ? { providerOptions } : {}) };
  return runStep(
    actor,
    {
      verb,
      input,
      options,
      timeoutMs: timeoutMs ?? promptMs,
      internal: true,
      row,
      begin(turn) {
        if (row && !rowGoesOn(turn, row.of)) throw rowIsOver;
      },
      yield: ({ outcome }) => outcome,
      cancel: async () => {},
    },
    actor.instance.newId(),
    accept,
  );
}
