import { confirmHeld } from "../actor/around-requests.js";
import type { CallActor } from "../actor/call-actor.js";
import type { VerbAnswer } from "../adapter/verb.js";
import type { VerbInputs, VerbName } from "../adapter/verb-inputs.js";
import { steady } from "../base/clock.js";
import { insist } from "../store/insist.js";
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
  const { signal, repeated } = bounds;
  const sending = send(verb, input, contextOf(actor, id, startedAt), own, {
    ...{ adapter, facts, clock, until, life: life.end, signal, repeated },
    confirm: () => insist(() => confirmHeld(actor), { clock, until }),
  });
  return instance.requests.add(actor, sending);
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
  const bounds = { clock, until: clock.now() + requestMs, life: life.end, confirm: () => confirmHeld(actor) };
  return send(verb, {}, context, undefined, { adapter, facts, ...bounds });
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
