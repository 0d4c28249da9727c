import type { CallActor } from "../actor/call-actor.js";
import { mayRepeat, type Verb, type VerbAnswer } from "../adapter/verb.js";
import type { VerbInputs, VerbName } from "../adapter/verb-inputs.js";
import { steady } from "../base/clock.js";
import { encodeSignal } from "../record/record-codec.js";
import { onAnswer } from "../reduce/operation-progress.js";
import type { Turn } from "../reduce/turn.js";
import { insist, isStoreAway } from "../store/insist.js";
import { CallingError } from "../words/calling-error.js";
import type { Checked, VerbFacts } from "./check-verb.js";
import { send } from "./send.js";

/** How long one request may take, ms. */
export const requestMs = 15_000;

/** A request on a call, as it is on record. */
export interface CallRequest<V extends VerbName> extends Checked<V> {
  readonly facts: VerbFacts<V>;
  readonly input: VerbInputs[V];
  /** When it was first sent, ms since 1970. */
  readonly startedAt: number;
}

/** Sends the request of an operation that is on record, for as long as the call is ours. */
export function sendOnCall<V extends VerbName>(
  actor: CallActor,
  id: string,
  { facts, verb, input, own, startedAt }: CallRequest<V>,
  bounds: {
    readonly signal?: AbortSignal | undefined;
    readonly withinMs?: number | undefined;
    /** An instance that is gone may have sent it. */
    readonly repeated?: boolean;
  } = {},
): Promise<VerbAnswer> {
  const { instance, adapter, life } = actor;
  const clock = steady(instance.clock);
  const until = clock.now() + Math.min(bounds.withinMs ?? requestMs, requestMs);
  const { signal, repeated = false } = bounds;
  // The clocks of instances differ, so the difference counts in both directions.
  const sentMsAgo = repeated ? Math.abs(instance.clock.now() - startedAt) : 0;
  const firstSentAt = clock.now() - sentMsAgo;
  const confirm = async () => {
    await insist(() => confirmHeld(actor), { clock, until });
    if (repeated && !mayRepeat(verb, clock.now() - firstSentAt)) throw tooLateToRepeat(facts.name);
  };
  const sending = send(verb, input, contextOf(actor, id, startedAt), own, {
    adapter,
    facts,
    clock,
    until,
    callEnd: life.end,
    signal,
    repeated,
    sentMsAgo,
    confirm,
  });
  return instance.requests.add(actor, sending);
}

function tooLateToRepeat(verb: VerbName): CallingError {
  const message = `${verb}: its answer was lost, and it is too late to send it again safely; it may have been carried out`;
  return new CallingError("outcome-unknown", message, { verb });
}

/** Sends a request of core's own, on record nowhere. `undefined` where the adapter has no such verb, or the call is over. */
export async function sendInBackground(
  actor: CallActor,
  facts: VerbFacts<"inspect" | "keepAlive">,
): Promise<VerbAnswer | undefined> {
  const { instance, adapter, life } = actor;
  const verb = adapter.verbs[facts.name];
  if (!verb || life.end.over) return undefined;
  const clock = steady(instance.clock);
  const context = contextOf(actor, instance.newId(), instance.clock.now());
  return send(verb, {}, context, undefined, {
    adapter,
    facts,
    clock,
    until: clock.now() + requestMs,
    callEnd: life.end,
    confirm: () => confirmHeld(actor),
  });
}

/** What an adapter is given with a request on a call. */
export function contextOf({ instance, record }: CallActor, operationId: string, firstSentAt: number) {
  return {
    operationId,
    firstSentAt,
    providerCallId: record.providerCallId,
    callbackUrl: instance.callbackUrlOf(record.key),
    memo: record.memo,
  };
}

/**
 * Before a request: makes sure that this instance still has the call, since no fence protects the provider. An instance that was suspended,
 * or without its store for longer than a lease, asks the store first.
 * @throws CallingError `superseded`; `store-unavailable` when the store cannot say.
 */
export async function confirmHeld(actor: CallActor): Promise<void> {
  if (actor.validity.certain) return;
  await actor.apply(() => {});
  if (!actor.validity.certain) actor.requireLive();
}

/**
 * After a request: writes what has happened already and cannot be undone, such as a failed request or a hang-up that is done. While the
 * store does not answer, the write is retried in the background for as long as this instance has the call, so it must be harmless when
 * done twice. Resolves after the first attempt, whether it succeeded or the store is away: the bot learns of the outcome in either case.
 * @throws CallingError `superseded` or `call-ended`.
 */
export async function applyEventually(actor: CallActor, write: (turn: Turn) => void): Promise<void> {
  try {
    await actor.apply(write);
  } catch (error) {
    if (!isStoreAway(error)) throw error;
    insist(() => actor.apply(write), actor.instance).catch(() => {});
  }
}

/**
 * Writes down what the provider answered to a request. The request is accepted whether or not the store can be reached now, so this
 * insists until the answer is written, or the call is no longer ours. The instance that has the call then may not know the provider's
 * id of a line that was opened here, and gets it through the call's inbox.
 * @param until when to stop waiting for the store, ms since 1970; it is written later all the same. Absent: never.
 * @throws CallingError `superseded`, `call-ended`; `store-unavailable` when it is not written by then.
 */
export async function recordAnswer(
  actor: CallActor,
  id: string,
  answer: VerbAnswer,
  verb: Pick<Verb, "completes" | "endsCall">,
  until?: number,
): Promise<void> {
  const { clock } = actor.instance;
  try {
    await insist(() => actor.apply((turn) => onAnswer(turn, id, answer, verb)), { clock, until });
    // A turn that the store refuses does not throw; the call is lost then.
    if (actor.life.superseded) throw actor.life.end.reason;
  } catch (error) {
    if (isStoreAway(error)) recordAnswer(actor, id, answer, verb).catch(() => {});
    if (isSuperseded(error)) await passOn(actor, id, answer);
    throw error;
  }
}

function isSuperseded(reason: unknown): boolean {
  return CallingError.is(reason) && reason.code === "superseded";
}

/** How long the entry is kept where the call itself is forgotten, ms. */
const rememberMs = 60 * 60_000;

async function passOn({ instance, record }: CallActor, id: string, answer: VerbAnswer): Promise<void> {
  const { providerCallId, state = "connecting" } = answer;
  if (!providerCallId) return;
  const { clock, store } = instance;
  const at = clock.now();
  const call = { key: record.key };
  const word = encodeSignal({ kind: "state", id: `taken:${id}`, at, call, providerCallId, state }, {});
  const entries = [{ id: `taken:${id}`, body: word }];
  await insist(() => store.accept(record.key, entries, rememberMs), { clock, until: at + requestMs });
}
