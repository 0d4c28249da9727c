import type { CallActor } from "../actor/call-actor.js";
import type { DecisiveVerb as Decisive } from "../adapter/verb.js";
import type { VerbInputs } from "../adapter/verb-inputs.js";
import { deferred } from "../base/once.js";
import { type Accepted, createOperation, type Operation, type OperationControls } from "../interface/operation.js";
import { attempt, type Given } from "../operations/call-verb.js";
import type { KnownCall, VerbFacts } from "../operations/check-verb.js";
import { joinOperation, type Plan, runOperation } from "../operations/run-operation.js";
import type { CallRecord, Decision } from "../record/call-record.js";
import type { OperationOutcome } from "../record/happening.js";
import { operationOf } from "../record/operation-record.js";
import { encodeData } from "../record/record-codec.js";
import { withdrawDecision } from "../reduce/decision.js";
import { timerNames } from "../reduce/turn.js";
import { CallingError } from "../words/calling-error.js";

/**
 * A decision about an incoming call.
 * @typeParam A what the bot gives. @typeParam T what it yields.
 */
export interface DecisionVerb<A extends readonly unknown[], V extends Decisive, T> extends VerbFacts<V> {
  /** How long the provider gets to tell what became of it before it is asked, ms. */
  readonly timeoutMs: number;
  /** Reads what the bot gave. `data`: the first value of `call.data`. Pure. @throws CallingError. */
  readonly read: (call: KnownCall, ...given: A) => Given<VerbInputs[V]> & { readonly data?: unknown };
  /** Awaited before anything is written. May throw to refuse. */
  readonly prepare?: (actor: CallActor) => Promise<void>;
  readonly yield: (actor: CallActor, outcome: OperationOutcome) => T;
  readonly cancel?: (actor: CallActor) => Promise<void>;
}

/** Defines a decision, typed by its functions. */
export function decisionVerb<A extends readonly unknown[], V extends Decisive, T>(
  definition: DecisionVerb<A, V, T>,
): DecisionVerb<A, V, T> {
  return definition;
}

interface DecisionPlan<V extends Decisive, T> extends Plan<V, T> {
  readonly data: unknown;
  /** The offer through which the bot decides; absent for `onUnhandled`. */
  readonly by: object | undefined;
}

/**
 * A decision that this instance makes: the same one, asked for again, shares its fate. It is kept as long as the call lives, so it is
 * no more than that takes: not the operation, nor the offer with its event, and once there are answers no promises of them.
 */
interface Made {
  readonly verb: Decisive;
  /** Of a redirect. The details of the others do not count. */
  readonly input: unknown;
  readonly operation: string;
  /** How often the caller was given back before. */
  readonly returns: number;
  accepted: Accepted | Promise<Accepted>;
  /** `undefined` if it was refused before it was on record: then it never was a decision. */
  outcome: OperationOutcome | Promise<OperationOutcome | undefined>;
}

const made = new WeakMap<CallActor, Made>();

/** The offers through which the bot has decided about their calls on this instance. */
const deciding = new WeakSet<object>();

/**
 * Decides what becomes of an incoming call. The decision is on record before it is sent. Asked for again, the same decision is
 * joined: in the same moment, while it is under way, once it is done, and after a crash. Another one is a conflict.
 * @param by the offer through which the bot decides; absent for `onUnhandled`.
 */
export function decide<A extends readonly unknown[], V extends Decisive, T>(
  actor: CallActor,
  by: object | undefined,
  verb: DecisionVerb<A, V, T>,
  ...given: A
): Operation<T> {
  const { prepare, cancel } = verb;
  const id = actor.instance.newId();
  return attempt(actor, id, verb.name, () => {
    const { input, options, data } = verb.read(actor, ...given);
    return decidePlanned(actor, id, {
      verb,
      input,
      options,
      data,
      by,
      timeoutMs: verb.timeoutMs,
      prepare: prepare && (() => prepare(actor)),
      yield: (outcome) => verb.yield(actor, outcome),
      cancel: async () => cancel?.(actor),
    });
  });
}

function decidePlanned<V extends Decisive, T>(actor: CallActor, id: string, plan: DecisionPlan<V, T>): Operation<T> {
  const first = madeOf(actor);
  if (first && isSame(plan, first)) return share(actor, first, plan);
  const { decision } = actor.record;
  if (decision && isOnRecord(actor.record, decision, plan)) return joinOnRecord(actor, decision, plan);
  actor.requireLive();
  // Before the adapter looks: what it needs to decide a call may be gone once the call was decided.
  requireUndecided(actor.record, plan.verb.name);
  return decideNow(actor, id, plan);
}

/** The decision that counts: not one that failed, after which the caller was given back. */
function madeOf(actor: CallActor): Made | undefined {
  const last = made.get(actor);
  return last?.returns === returnsOf(actor) ? last : undefined;
}

function returnsOf({ record }: CallActor): number {
  return record.returned?.times ?? 0;
}

/** Whether the bot has decided about its call through this offer, on this instance. */
export function hasDecided(offer: object): boolean {
  return deciding.has(offer);
}

function decideNow<V extends Decisive, T>(actor: CallActor, id: string, plan: DecisionPlan<V, T>): Operation<T> {
  let onRecord = false;
  let inResponse = false;
  const outcome = deferred<OperationOutcome | undefined>();
  const verb = plan.verb.name;
  const decided: Plan<V, T> = {
    verb: plan.verb,
    input: plan.input,
    options: plan.options,
    timeoutMs: plan.timeoutMs,
    prepare: plan.prepare,
    cancel: plan.cancel,
    inResponse: () => inResponse,
    begin(turn, operation, request) {
      requireUndecided(turn.record, verb);
      inResponse = turn.record.responses !== undefined && actor.adapter.verbs[verb]?.respond !== undefined;
      const data = plan.data === undefined ? turn.record.data : encodeData(actor.instance.settings.data, plan.data);
      const unhandled = plan.by ? {} : { unhandled: true as const };
      const response = inResponse ? { response: request } : {};
      turn.set({ decision: { verb, operation, ...unhandled, ...response }, data });
      turn.timer(timerNames.decide, null);
      // The provider may never report what becomes of it.
      turn.timer(timerNames.reconcile, turn.rules.reconcileEveryMs);
      onRecord = true;
    },
    failed: withdrawDecision,
    yield(ended) {
      outcome.resolve(ended);
      entry.outcome = ended;
      return plan.yield(ended);
    },
  };
  const operation = runOperation(actor, decided, id);
  const { accepted } = operation;
  const input = verb === "redirect" ? plan.input : undefined;
  const returns = returnsOf(actor);
  const entry: Made = { verb, input, operation: id, returns, accepted, outcome: outcome.promise };
  // A decision asked for while another is on its way to the record is refused there, and takes nothing from the first.
  if (!madeOf(actor)) {
    const { by } = plan;
    made.set(actor, entry);
    if (by) deciding.add(by);
    operation.catch((error: unknown) => {
      if (onRecord) outcome.reject(error);
      else outcome.resolve(undefined);
      if (made.get(actor) === entry) made.delete(actor);
      if (by) deciding.delete(by);
    });
  }
  accepted.then(
    (yes) => {
      entry.accepted = yes;
      actor.life.decided(verb);
    },
    () => {},
  );
  return operation;
}

/** Waits for what becomes of the first one. Where that was refused before it was a decision, this one is made instead. */
function share<V extends Decisive, T>(actor: CallActor, first: Made, plan: DecisionPlan<V, T>): Operation<T> {
  const { operation, accepted, outcome } = first;
  return awaiting(operation, plan, async (controls) => {
    Promise.resolve(accepted).then(controls.accept, () => {});
    const ended = await outcome;
    controls.complete(ended ? plan.yield(ended) : await decidePlanned(actor, actor.instance.newId(), plan));
  });
}

/** Joins a decision that an instance before this one has made, or that has missed its deadline. */
function joinOnRecord<V extends Decisive, T>(
  actor: CallActor,
  { operation }: Decision,
  plan: DecisionPlan<V, T>,
): Operation<T> {
  if (operationOf(actor.record.operations, operation)) return joinOperation(actor, operation, plan);
  return awaiting(operation, plan, async (controls) => {
    if (actor.record.endingVerb !== plan.verb.name) actor.requireLive();
    if (plan.verb.name === "answer") await actor.life.connected.promise;
    controls.complete(plan.yield({ outcome: "completed", warnings: [] }));
  });
}

/** An operation that only waits, as long as its own signal lets it. */
function awaiting<V extends Decisive, T>(
  id: string,
  { options: { signal }, cancel }: DecisionPlan<V, T>,
  wait: (controls: OperationControls<T>) => Promise<unknown>,
): Operation<T> {
  return createOperation<T>(
    id,
    async (controls) => {
      signal?.throwIfAborted();
      const abort = () => controls.fail(signal?.reason);
      signal?.addEventListener("abort", abort);
      try {
        await wait(controls);
      } finally {
        signal?.removeEventListener("abort", abort);
      }
    },
    () => cancel(id),
  );
}

/** Answering twice, or rejecting twice, is one decision, and the details of the first count. Redirecting to somebody else is another one. */
function isSame<V extends Decisive, T>(
  { verb: { name }, input }: Plan<V, T>,
  other: { verb: string; input: unknown },
): boolean {
  return name === other.verb && (name !== "redirect" || JSON.stringify(input) === JSON.stringify(other.input));
}

function isOnRecord<V extends Decisive, T>(
  record: CallRecord,
  { verb, operation }: Decision,
  plan: Plan<V, T>,
): boolean {
  return isSame(plan, { verb, input: operationOf(record.operations, operation)?.request?.input });
}

function requireUndecided(record: CallRecord, verb: Decisive): void {
  if (record.state === "incoming" && !record.decision) return;
  const what = record.decision ? `it was decided already: ${record.decision.verb}` : `it is ${record.state}`;
  throw new CallingError("conflict", `${verb}: the call cannot be decided, ${what}`, {
    verb,
    hint: "Decide once: answer, reject or redirect.",
  });
}
