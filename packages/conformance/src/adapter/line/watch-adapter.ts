import {
  type Adapter,
  type Verb,
  type VerbContext,
  type VerbInputs,
  type VerbName,
  type Verbs,
  verbNames,
  type Webhook,
} from "@trunkline/core";

/** Who is told of what goes through an adapter. */
export interface Watcher {
  /** Carries out a request of a verb. */
  sends<T>(verb: VerbName, context: VerbContext, run: () => Promise<T>): Promise<T>;
  /** A callback was read. */
  reads(...reading: Parameters<Webhook["parse"]>): ReturnType<Webhook["parse"]>;
}

/** The same adapter, with somebody who watches its requests and the callbacks that it reads. */
export function watchAdapter(adapter: Adapter, watcher: Watcher): Adapter {
  const verbs: Verbs = {};
  const watch = <V extends VerbName>(name: V) => {
    const verb: Verb<VerbInputs[V], unknown> | undefined = adapter.verbs[name];
    if (verb) Object.assign(verbs, { [name]: watchVerb(name, verb, watcher) });
  };
  for (const name of verbNames) watch(name);
  return { ...adapter, verbs, webhook: watchWebhook(adapter.webhook, watcher) };
}

/** Its methods are called on the original, which may be an object of a class. */
function watchVerb<I>(name: VerbName, verb: Verb<I, unknown>, watcher: Watcher): Verb<I, unknown> {
  return {
    ...verb,
    refuse: (input, call) => verb.refuse?.(input, call),
    run: (input, context, options) => watcher.sends(name, context, () => verb.run(input, context, options)),
  };
}

function watchWebhook(webhook: Webhook, watcher: Watcher): Webhook {
  return {
    ...webhook,
    claims: (head) => webhook.claims(head),
    verify: (inbound) => webhook.verify(inbound),
    parse: (inbound, principal) => watcher.reads(inbound, principal),
    ...(webhook.refuseSender ? { refuseSender: (principal, memo) => webhook.refuseSender?.(principal, memo) } : {}),
    warmUp: async () => webhook.warmUp?.(),
  };
}
