import type { CallActor } from "../actor/call-actor.js";
import { confirmHeld } from "../actor/confirm-held.js";
import type { Taken, Verb } from "../adapter/verb.js";
import type { VerbInputs } from "../adapter/verb-inputs.js";
import type { VerbName } from "../adapter/verb-name.js";
import { steady } from "../base/clock.js";
import { insist } from "../store/insist.js";
import { send } from "./send.js";

/** How long one request may take, ms. */
export const requestMs = 15_000;

/** A request on a call, as it is on record. */
export interface CallRequest<V extends VerbName> {
  readonly name: V;
  readonly verb: Verb<VerbInputs[V], unknown>;
  readonly input: VerbInputs[V];
  readonly own: unknown;
  /** When it was first sent, ms since 1970. */
  readonly startedAt: number;
}

/** Sends the request of an operation that is on record, for as long as the call is ours. */
export function sendFor<V extends VerbName>(
  actor: CallActor,
  id: string,
  request: CallRequest<V>,
  bounds: {
    readonly signal?: AbortSignal | undefined;
    readonly withinMs?: number | undefined;
    /** An instance that is gone may have sent it. */
    readonly repeated?: boolean;
  } = {},
): Promise<Taken> {
  const { runtime, record, adapter, life } = actor;
  const clock = steady(runtime.clock);
  const context = {
    operationId: id,
    firstSentAt: request.startedAt,
    providerCallId: record.providerCallId,
    callbackUrl: runtime.callbackUrlOf(record.key),
    memo: record.memo,
  };
  const until = clock.now() + Math.min(bounds.withinMs ?? requestMs, requestMs);
  const { signal, repeated } = bounds;
  const sending = send(request.verb, request.input, context, request.own, {
    ...{ adapter, name: request.name, clock, until, life: life.end, signal, repeated },
    confirm: () => insist(() => confirmHeld(actor), { clock, until }),
  });
  return runtime.requests.add(actor, sending);
}
