import type { CallActor } from "../actor/call-actor.js";
import { counterpart } from "../record/call-record.js";
import { checkUnasked, requireNotReleased, type VerbFacts, whyNarrowed } from "./check-verb.js";
import { runOperation } from "./run-operation.js";

/** Asks the provider for the state of the call. */
export const inspect: VerbFacts<"inspect"> = { name: "inspect" };

/** Keeps the call alive at the provider. */
export const keepAlive: VerbFacts<"keepAlive"> = {
  name: "keepAlive",
  figures: ({ keepAliveEveryMs }) => ({ everyMs: keepAliveEveryMs }),
};

/** Subscribes to keys at the provider. Needed as soon as the bot listens to keys or collects them. */
export const subscribeDtmf: VerbFacts<"subscribeDtmf"> = { name: "subscribeDtmf", needsLine: true };

/** Whether single keys are reported on this call, if need be after a subscription. */
export function reportsKeys(actor: CallActor): boolean {
  const { verbs, observations } = actor.adapter;
  const reports = observations.keysAlways || verbs.subscribeDtmf !== undefined;
  return reports && whyNarrowed(actor, subscribeDtmf) === undefined;
}

/** Subscribes to the keys of a call, once per call. Concurrent callers share one request. There is none where keys are always reported. */
export async function subscribeToKeys(actor: CallActor): Promise<void> {
  requireNotReleased(subscribeDtmf, actor.record);
  if (actor.record.subscribed) return;
  if (actor.adapter.observations.keysAlways) return checkUnasked(actor, subscribeDtmf);
  const pending = subscribing.get(actor) ?? subscribe(actor).finally(() => subscribing.delete(actor));
  subscribing.set(actor, pending);
  return pending;
}

const subscribing = new WeakMap<CallActor, Promise<void>>();

async function subscribe(actor: CallActor): Promise<void> {
  const of = counterpart(actor.record);
  await runOperation(actor, {
    verb: subscribeDtmf,
    input: of === undefined ? {} : { of },
    options: {},
    timeoutMs: 15_000,
    internal: true,
    yield: () => undefined,
    cancel: async () => {},
  });
  await actor.apply((turn) => turn.set({ subscribed: true }));
}
