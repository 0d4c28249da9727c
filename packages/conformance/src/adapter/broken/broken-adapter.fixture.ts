import type {
  Adapter,
  Inbound,
  Parsed,
  Signal,
  Verb,
  VerbAnswer,
  VerbContext,
  VerbInputs,
  VerbName,
  Webhook,
} from "@trunkline/core";
import type { ExchangeTraits } from "../exchange/exchange-traits.fixture.js";
import type { AdapterGroup } from "../stage/adapter-case.js";

/** An adapter that keeps all promises but one. */
export interface BrokenAdapter {
  /** The groups that must detect the fault, each of them. */
  readonly groups: readonly AdapterGroup[];
  /** What it does wrong. */
  readonly name: string;
  /** The exchange that shows the fault, where the usual one does not. */
  readonly on?: ExchangeTraits;
  /** The faulty members, on top of a sound adapter. Called anew for each case. */
  break(sound: Adapter): Partial<Adapter>;
}

/** How a verb is carried out. */
type Run<V extends VerbName> = (
  input: VerbInputs[V],
  context: VerbContext,
  run: (input: VerbInputs[V], context: VerbContext) => Promise<VerbAnswer>,
) => Promise<VerbAnswer>;

/** The adapter's verbs, with one that runs differently. */
export function withRun<V extends VerbName>(sound: Adapter, name: V, run: Run<V>): Pick<Adapter, "verbs"> {
  return withVerb(sound, name, (verb) => ({
    run: (input, context, options) => run(input, context, (given, within) => verb.run(given, within, options)),
  }));
}

/** The adapter's verbs, with one changed. */
export function withVerb<V extends VerbName>(
  sound: Adapter,
  name: V,
  change: (verb: Verb<VerbInputs[V], unknown>) => Partial<Verb<VerbInputs[V], unknown>>,
): Pick<Adapter, "verbs"> {
  const verb: Verb<VerbInputs[V], unknown> | undefined = sound.verbs[name];
  if (!verb) throw new Error(`there is no ${name} to break`);
  return { verbs: { ...sound.verbs, [name]: { ...verb, ...change(verb) } } };
}

/** The adapter's webhook, with each signal replaced: by another, by several, or by none. */
export function mapSignals(
  sound: Adapter,
  change: (signal: Signal, inbound: Inbound) => Signal | readonly Signal[] | undefined,
): Pick<Adapter, "webhook"> {
  return withWebhook(sound, (webhook) => ({
    parse(inbound, principal): Parsed {
      const parsed = webhook.parse(inbound, principal);
      return { ...parsed, signals: parsed.signals.flatMap((signal) => change(signal, inbound) ?? []) };
    },
  }));
}

/** The adapter's webhook, changed. */
export function withWebhook(sound: Adapter, change: (webhook: Webhook) => Partial<Webhook>): Pick<Adapter, "webhook"> {
  return { webhook: { ...sound.webhook, ...change(sound.webhook) } };
}

/** Whether a signal says by the provider's name which call it is about, and not by its address. */
export function isNamed<S extends Signal>(signal: S): signal is S & { readonly call: { readonly alias: string } } {
  return signal.call !== undefined && "alias" in signal.call;
}
