import type { CallHolder } from "../actor/call-holder.js";
import { runOperation } from "../operations/run-operation.js";
import { counterpart } from "../record/new-record.js";

const timeoutMs = 15_000;

/** Asks the provider to tell of keys, once a call. Everybody who asks at the same time waits for the same answer. */
export function subscribeDtmf(holder: CallHolder): Promise<void> {
  if (holder.record.subscribed) return Promise.resolve();
  const pending = subscribing.get(holder) ?? ask(holder).finally(() => subscribing.delete(holder));
  subscribing.set(holder, pending);
  return pending;
}

const subscribing = new WeakMap<CallHolder, Promise<void>>();

async function ask(holder: CallHolder): Promise<void> {
  const of = counterpart(holder.record);
  await runOperation(holder, {
    verb: "subscribeDtmf",
    input: of === undefined ? {} : { of },
    options: {},
    timeoutMs,
    internal: true,
    yield: () => undefined,
    cancel: async () => {},
  });
  await holder.apply((turn) => turn.set({ subscribed: true }));
}
