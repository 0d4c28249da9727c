import type { CallActor } from "../actor/call-actor.js";
import type { VerbFacts } from "../operations/check-verb.js";
import { runOperation } from "../operations/run-operation.js";
import { counterpart } from "../record/call-record.js";

/** Asks the provider how the call stands. */
export const inspect: VerbFacts<"inspect"> = { name: "inspect" };

/** Tells the provider that the bot is alive. */
export const keepAlive: VerbFacts<"keepAlive"> = {
  name: "keepAlive",
  figures: ({ keepAliveEveryMs }) => ({ everyMs: keepAliveEveryMs }),
};

/** Asks the provider to tell of keys. The bot asks for it by listening to them, or by collecting them. */
export const subscribeDtmf: VerbFacts<"subscribeDtmf"> = { name: "subscribeDtmf", needsLine: true };

/** Subscribes to the keys of a call, once a call. All who ask at the same time wait for the same answer. */
export function subscribeToKeys(actor: CallActor): Promise<void> {
  if (actor.record.subscribed) return Promise.resolve();
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
