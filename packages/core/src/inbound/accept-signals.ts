import type { Signal } from "../adapter/signal.js";
import type { Inbound } from "../adapter/webhook.js";
import type { Runtime } from "../holder/runtime.js";
import { type Arrival, decodeRecord, encodeSignal } from "../record/record-codec.js";
import type { Entry } from "../store/store.js";
import { type Reception, traceOf } from "../telemetry/reception.js";
import { findCall, noteAccepted } from "./find-call.js";
import type { Inlet } from "./handle-request.js";
import type { Member } from "./member-key.js";
import { type Answer, refuse } from "./respond.js";

/** Late events of a call that is over. */
const rememberMs = 60 * 60_000;

/**
 * Appends signals to their calls. Resolves only when the store has them: what is acknowledged after this is not lost.
 * @returns a refusal when one of them speaks of another call than its address.
 */
export async function acceptSignals(
  inlet: Pick<Inlet, "runtime" | "holders" | "clocks">,
  member: Member,
  inbound: Inbound,
  { signals, reception }: { readonly signals: readonly Signal[]; readonly reception: Reception },
): Promise<Answer | undefined> {
  const { runtime } = inlet;
  const provider = { "trunkline.provider": member.adapter.name };
  const { measure } = runtime.telemetry;
  const byCall = new Map<string, Entry[]>();
  const named = new Map<string, string>();
  if (await speakOfAnother(inlet, inbound, signals))
    return refuse(403, "the event names another call than its address");
  for (const signal of signals) {
    inlet.clocks.arrived(member.adapter.name, signal, inbound.at);
    const found = await findCall(runtime, member, signal);
    if (found.key === undefined) {
      if (found.dropped === "late") measure("late", 1, { ...provider, "trunkline.event.kind": signal.kind });
      else reception.duplicate++;
      continue;
    }
    const entries = byCall.get(found.key) ?? [];
    byCall.set(found.key, entries);
    entries.push({
      id: signal.id,
      body: encodeSignal(signal, arrivalOf(inlet, member, signal, { inbound, reception })),
    });
    if (found.name !== undefined) named.set(found.name, found.key);
  }
  for (const [key, entries] of byCall) {
    const added = await runtime.store.accept(key, entries, rememberMs);
    reception.accepted += added;
    reception.duplicate += entries.length - added;
  }
  for (const [name, key] of named) await noteAccepted(runtime, name, key);
  if (reception.accepted > 0) measure("accepted", reception.accepted, provider);
  if (reception.duplicate > 0) measure("duplicate", reception.duplicate, provider);
  return undefined;
}

function arrivalOf(
  { clocks }: Pick<Inlet, "clocks">,
  { adapter }: Member,
  signal: Signal,
  { inbound, reception }: { readonly inbound: Inbound; readonly reception: Reception },
): Arrival {
  const trace = traceOf(reception);
  if (signal.kind !== "incoming") return { trace };
  return { trace, ageMs: clocks.ageOf(adapter.name, signal, inbound.at) || undefined };
}

/** A sound address of one call, and inside it the id of another: refused once the provider's id is known. Looked up once a request. */
async function speakOfAnother(
  { runtime, holders }: Pick<Inlet, "runtime" | "holders">,
  inbound: Inbound,
  signals: readonly Signal[],
): Promise<boolean> {
  const named = signals.flatMap(({ providerCallId }) => providerCallId || []);
  if (inbound.callKey === undefined || named.length === 0) return false;
  // Once it is known it never changes: whoever holds the call need not ask the store for it.
  const held = holders.get(inbound.callKey)?.record.providerCallId;
  const known = held || (await readCallId(runtime, inbound.callKey)) || named[0];
  return named.some((id) => id !== known && foldId(id) !== foldId(known ?? ""));
}

async function readCallId({ store }: Runtime, key: string): Promise<string> {
  const stored = await store.read(key);
  return stored === undefined ? "" : decodeRecord(stored).providerCallId;
}

/** One id is spelled in small and in capital letters, with dashes and without (documented examples): all of them name one call. */
function foldId(id: string): string {
  return id.toLowerCase().replaceAll("-", "");
}
