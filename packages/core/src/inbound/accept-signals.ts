import type { Signal } from "../adapter/signal.js";
import type { Inbound } from "../adapter/webhook.js";
import type { Runtime } from "../holder/runtime.js";
import { decodeRecord, encodeSignal } from "../record/record-codec.js";
import type { Entry } from "../store/store.js";
import { type Reception, traceOf } from "../telemetry/reception.js";
import { keyFor, type Member } from "./member-key.js";
import { type Answer, refuse } from "./respond.js";

/** Event Grid sends for a day at the most; a name given to a call is remembered a little longer. */
const rememberAliasMs = 25 * 60 * 60_000;
/** Late events of a call that is over. */
const rememberMs = 60 * 60_000;

/**
 * Appends signals to their calls. Resolves only when the store has them: what is acknowledged after this is not lost.
 * @returns a refusal when one of them speaks of another call than its address.
 */
export async function acceptSignals(
  runtime: Runtime,
  member: Member,
  inbound: Inbound,
  { signals, reception }: { readonly signals: readonly Signal[]; readonly reception: Reception },
): Promise<Answer | undefined> {
  const provider = { "trunkline.provider": member.adapter.name };
  const { measure } = runtime.telemetry;
  const byCall = new Map<string, Entry[]>();
  if (await speakOfAnother(runtime, inbound, signals))
    return refuse(403, "the event names another call than its address");
  for (const signal of signals) {
    const key = await keyOf(runtime, member, signal);
    if (key === undefined) {
      measure("late", 1, { ...provider, "trunkline.event.kind": signal.kind });
      continue;
    }
    const entries = byCall.get(key) ?? [];
    byCall.set(key, entries);
    entries.push({ id: signal.id, body: encodeSignal(signal, traceOf(reception)) });
  }
  for (const [key, entries] of byCall) {
    const added = await runtime.store.accept(key, entries, rememberMs);
    reception.accepted += added;
    reception.duplicate += entries.length - added;
  }
  if (reception.accepted > 0) measure("accepted", reception.accepted, provider);
  if (reception.duplicate > 0) measure("duplicate", reception.duplicate, provider);
  return undefined;
}

/** A name that the provider uses is bound to a key of ours by the first event that uses it, whichever that is. */
async function keyOf(runtime: Runtime, member: Member, signal: Signal): Promise<string | undefined> {
  if ("key" in signal.call) return signal.call.key;
  const alias = `${member.name}/${member.adapter.name}/${signal.call.alias}`;
  // What is neither of a call that is known nor news on its own account has nobody to be told to.
  const stray = signal.kind === "incoming" || signal.kind === "unrecognized";
  if (!stray) return runtime.store.resolve(alias);
  return runtime.store.bind(alias, keyFor(member, runtime.newId()), rememberAliasMs);
}

/** A sound address of one call, and inside it the id of another: refused once the provider's id is known. Looked up once a request. */
async function speakOfAnother(runtime: Runtime, inbound: Inbound, signals: readonly Signal[]): Promise<boolean> {
  const named = signals.flatMap(({ providerCallId }) => (providerCallId ? [foldId(providerCallId)] : []));
  if (inbound.callKey === undefined || named.length === 0) return false;
  const stored = await runtime.store.read(inbound.callKey);
  const known = stored === undefined ? "" : foldId(decodeRecord(stored).providerCallId);
  return named.some((id) => id !== (known || named[0]));
}

/** One id is spelled in small and in capital letters, with dashes and without (documented examples): all of them name one call. */
function foldId(id: string): string {
  return id.toLowerCase().replaceAll("-", "");
}
