import type { CallActor } from "../actor/call-actor.js";
import { runOperation } from "../operations/run-operation.js";
import { counterpart } from "../record/new-record.js";

const timeoutMs = 15_000;

/** Asks the provider to tell of keys, once a call. Everybody who asks at the same time waits for the same answer. */
export function subscribeDtmf(actor: CallActor): Promise<void> {
  if (actor.record.subscribed) return Promise.resolve();
  const pending = subscribing.get(actor) ?? ask(actor).finally(() => subscribing.delete(actor));
  subscribing.set(actor, pending);
  return pending;
}

const subscribing = new WeakMap<CallActor, Promise<void>>();

async function ask(actor: CallActor): Promise<void> {
  const of = counterpart(actor.record);
  await runOperation(actor, {
    verb: "subscribeDtmf",
    input: of === undefined ? {} : { of },
    options: {},
    timeoutMs,
    internal: true,
    yield: () => undefined,
    cancel: async () => {},
  });
  await actor.apply((turn) => turn.set({ subscribed: true }));
}
