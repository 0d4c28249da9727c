import type { CallActor } from "../actor/call-actor.js";
import { confirmHeld } from "../actor/confirm-held.js";
import type { Taken } from "../adapter/verb.js";
import { steady } from "../base/clock.js";
import { send } from "./send.js";
import { requestMs } from "./send-for.js";

/** A request of ours that belongs to no operation. `undefined` where the adapter has no such verb, or the call is over. */
export async function errand(actor: CallActor, name: "inspect" | "keepAlive"): Promise<Taken | undefined> {
  const { runtime, adapter, record, life } = actor;
  const verb = adapter.verbs[name];
  if (!verb || life.end.over) return undefined;
  const clock = steady(runtime.clock);
  const context = {
    operationId: runtime.newId(),
    firstSentAt: runtime.clock.now(),
    providerCallId: record.providerCallId,
    callbackUrl: runtime.callbackUrlOf(record.key),
    memo: record.memo,
  };
  const bounds = {
    clock,
    until: clock.now() + requestMs,
    life: life.end,
    confirm: () => confirmHeld(actor),
  };
  return send(verb, {}, context, undefined, { adapter, name, ...bounds });
}
