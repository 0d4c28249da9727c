import type { CallActor } from "../actor/call-actor.js";
import type { Verb, VerbAnswer } from "../adapter/verb.js";
import type { VerbName } from "../adapter/verb-inputs.js";
import { createOperation, type Operation, type OperationControls } from "../interface/operation.js";
import { encodeError } from "../record/error-codec.js";
import type { OperationOutcome } from "../record/happening.js";
import {
  type OperationRecord,
  operationOf,
  operationRecord,
  type RequestRecord,
  type RowPlace,
  withOperation,
} from "../record/operation-record.js";
import { encodeRequest } from "../record/record-codec.js";
import { endOperation } from "../reduce/end-operation.js";
import { askSoon } from "../reduce/inspection.js";
import { type Turn, timerNames } from "../reduce/turn.js";
import { insist, isStoreAway, type Patience } from "../store/insist.js";
import { traceNow } from "../telemetry/trace-parent.js";
import { type Awaiting, awaitEnd } from "./await-end.js";
import { type Asked, type Checked, checkRequest, nameError } from "./check-verb.js";
import { applyEventually, recordAnswer, requestMs, sendOnCall } from "./request-on-call.js";

/** One piece of work on a call that is there. */
export interface Plan<V extends VerbName, T> extends Asked<V> {
  /** How long to wait for the completion before the provider is asked, ms, where neither the bot nor the adapter says; `undefined`: for ever. */
  readonly timeoutMs: number | undefined;
  /** Core's own: it emits no event. */
  readonly internal?: boolean;
  /** The keys that it collects are a secret of the bot. */
  readonly secret?: boolean;
  /** It is a part of a row of requests. */
  readonly row?: RowPlace | undefined;
  /** What core knows from the start can be honored only in part. */
  readonly warnings?: readonly string[];
  /** The request goes on when the bot's signal aborts: what it began is taken back by `cancel`. */
  readonly goesOn?: boolean;
  /** Awaited before anything is written. May throw to refuse. */
  readonly prepare?: (() => Promise<void>) | undefined;
  /** Written together with the operation, under the lease and before anything is sent. May throw to refuse. */
  readonly begin?: (turn: Turn, operation: string, request: RequestRecord) => void;
  /** Asked once it is on record: whether it is given in a response that is held, so that nothing is sent. What follows are turns of the call. */
  readonly inResponse?: () => boolean;
  /** Awaited when the request was refused: whether to send it again, or the error that the operation fails with. */
  readonly refused?: (error: unknown) => Promise<"again" | { readonly error: unknown }>;
  /** Written when the request failed. */
  readonly failed?: (turn: Turn, operation: string) => void;
  /** What the operation yields. */
  readonly yield: (outcome: OperationOutcome) => T;
  /** What `cancel()` does. */
  readonly cancel: (operation: string) => Promise<void>;
}

/** Carries out a verb, as an operation of its own. */
export function runOperation<V extends VerbName, T>(
  actor: CallActor,
  plan: Plan<V, T>,
  id = actor.instance.newId(),
): Operation<T> {
  return createOperation<T>(
    id,
    (controls) => execute(actor, id, plan, controls),
    () => plan.cancel(id),
  );
}

/** The same as a step of a larger operation. Resolves to what it yields when it is over. */
export function runStep<V extends VerbName, T>(
  actor: CallActor,
  plan: Plan<V, T>,
  id: string,
  accept: OperationControls<T>["accept"],
): Promise<T> {
  return new Promise((complete, fail) => {
    execute(actor, id, plan, { accept, complete, fail }).catch(fail);
  });
}

/** Checked first, then on record, then sent, then awaited. The waiter stands before the request goes out. */
async function execute<V extends VerbName, T>(
  actor: CallActor,
  id: string,
  plan: Plan<V, T>,
  controls: OperationControls<T>,
): Promise<void> {
  const trace = traceNow();
  const checked = await check(actor, plan);
  plan.options.signal?.throwIfAborted();
  const stop = awaitEnd(actor, id, awaitingOf(plan, id), controls);
  const named = (error: unknown) => nameError(error, actor, plan.verb.name);
  const fail = (error: unknown) => {
    stop();
    controls.fail(named(error));
  };
  const startedAt = actor.instance.clock.now();
  const request = { facts: plan.verb, verb: checked.verb, own: checked.own, input: plan.input, startedAt };
  const begun = { startedAt, request: encodeRequest(plan.input, checked.own), trace };
  const bounds = { signal: plan.goesOn ? undefined : plan.options.signal, withinMs: plan.options.timeoutMs };
  let taken: VerbAnswer;
  try {
    const timeoutMs = deadlineOf(plan, checked.verb);
    await insist(
      () => actor.start((turn) => beginOperation(turn, id, plan, { ...begun, timeoutMs })),
      patienceOf(actor, plan),
    );
    if (plan.inResponse?.()) return;
    taken = await sendUntilSettled(plan, () => sendOnCall(actor, id, request, bounds));
  } catch (thrown) {
    const error = named(thrown);
    const written = applyEventually(actor, (turn) => failOperation(turn, id, plan, error)).catch(() => {});
    // Written first, so that a bot which tries something else next finds the call free for it. A store that is away is not waited for twice.
    if (!isStoreAway(error)) await written;
    return fail(error);
  }
  const { requestId } = taken;
  const warnings = [...(plan.warnings ?? none), ...(taken.warnings ?? none)];
  controls.accept(requestId === undefined ? { warnings } : { warnings, requestId });
  await recordAnswer(actor, id, taken, checked.verb).catch(fail);
}

/** While the store does not answer: a decision is worth waiting for as long as the caller rings, anything else as long as its request may take. */
export function patienceOf<V extends VerbName, T>(
  { instance, record }: CallActor,
  { options }: Pick<Plan<V, T>, "options">,
): Patience {
  const { clock } = instance;
  const { signal, timeoutMs = requestMs } = options;
  const until = clock.now() + Math.min(timeoutMs, requestMs);
  return {
    clock,
    until: record.state === "incoming" ? Math.max(until, record.decideBy ?? 0) : until,
    vain: () => signal?.aborted ?? false,
  };
}

const none = [] as const;

async function sendUntilSettled<V extends VerbName, T>(
  { refused }: Plan<V, T>,
  send: () => Promise<VerbAnswer>,
): Promise<VerbAnswer> {
  for (;;) {
    try {
      return await send();
    } catch (error) {
      const settled = refused ? await refused(error) : { error };
      if (settled !== "again") throw settled.error;
    }
  }
}

async function check<V extends VerbName, T>(actor: CallActor, plan: Plan<V, T>): Promise<Checked<V>> {
  const checked = checkRequest(actor, plan);
  try {
    await plan.prepare?.();
    return checked;
  } catch (error) {
    throw nameError(error, actor, plan.verb.name);
  }
}

/** Joins an operation that is under way already. */
export function joinOperation<V extends VerbName, T>(
  actor: CallActor,
  id: string,
  plan: Pick<Plan<V, T>, "verb" | "options" | "yield" | "cancel">,
): Operation<T> {
  return createOperation<T>(
    id,
    (controls) => {
      plan.options.signal?.throwIfAborted();
      awaitEnd(actor, id, awaitingOf(plan, id), controls);
    },
    () => plan.cancel(id),
  );
}

function awaitingOf<V extends VerbName, T>(
  plan: Pick<Plan<V, T>, "verb" | "options" | "yield" | "cancel">,
  id: string,
): Awaiting<T> {
  return { verb: plan.verb, signal: plan.options.signal, yield: plan.yield, cancel: () => plan.cancel(id) };
}

interface Begun extends Pick<OperationRecord, "startedAt" | "trace"> {
  readonly request: RequestRecord;
}

function beginOperation<V extends VerbName, T>(
  turn: Turn,
  id: string,
  plan: Plan<V, T>,
  { timeoutMs, ...begun }: Begun & Pick<Plan<V, T>, "timeoutMs">,
): void {
  // Begun already, by a try whose answer the store could not give.
  if (operationOf(turn.record.operations, id)) return;
  plan.begin?.(turn, id, begun.request);
  const { verb, internal, secret, options, row } = plan;
  const operation = operationRecord({
    id,
    verb: verb.name,
    startedAt: begun.startedAt,
    request: begun.request,
    trace: begun.trace,
    context: options.context,
    internal,
    secret: secret || undefined,
    timeoutMs: options.timeoutMs,
    row,
    warnings: plan.warnings ?? none,
    accepted: false,
  });
  turn.set({ operations: withOperation(turn.record.operations, operation) });
  if (timeoutMs !== undefined) turn.timer(timerNames.operation(id), timeoutMs);
}

/** The bot's time, else the provider's, else core's. What core lets go on for ever has no end of the provider's either. */
function deadlineOf<V extends VerbName, T>(
  { options, timeoutMs }: Plan<V, T>,
  { completesWithinMs }: Pick<Verb, "completesWithinMs">,
): number | undefined {
  return options.timeoutMs ?? (timeoutMs === undefined ? undefined : (completesWithinMs ?? timeoutMs));
}

function failOperation<V extends VerbName, T>(turn: Turn, id: string, plan: Plan<V, T>, error: unknown): void {
  plan.failed?.(turn, id);
  const failure = encodeError(error);
  endOperation(turn, id, { outcome: "failed", error: failure }, turn.own(id));
  // A 404 does not say whether the call is gone, so the provider is asked.
  const foundNothing = failure.status === 404 && turn.record.providerCallId !== "";
  if (failure.code === "call-ended" || foundNothing) askSoon(turn);
}
