import type { Signal } from "../adapter/signal.js";
import type { Inbound, Principal } from "../adapter/webhook.js";
import { othersFirst } from "../base/wait.js";
import { reportError } from "../events/report-error.js";
import type { Member } from "../record/call-key.js";
import { type Arrival, encodeSignal } from "../record/record-codec.js";
import { isStoreAway } from "../store/insist.js";
import type { Entry } from "../store/store.js";
import { shownPath } from "../telemetry/redact.js";
import { findCall, noteAccepted } from "./find-call.js";
import type { Inlet } from "./handle-request.js";
import { foldId, type Hearing, hearSender, recordReader, speaksOfAnother } from "./may-speak.js";
import { type Reception, traceOf } from "./reception.js";
import { type Answer, refuse } from "./respond.js";

/** What a callback says, and who says it. */
interface Said {
  readonly signals: readonly Signal[];
  readonly principal: Principal;
  readonly reception: Reception;
}

/** How many events are looked at before other requests have their turn. */
const portion = 250;
/** Late events of a call that is over. */
const rememberMs = 60 * 60_000;

/**
 * Appends signals to their calls. Resolves only when the store has them: what is acknowledged after this is not lost.
 * @returns a refusal when one of them speaks of another call than its address, or of one that this sender may not speak of, or when none
 *   of them is of any call.
 */
export async function acceptSignals(
  inlet: Pick<Inlet, "instance" | "actors" | "askProvider" | "addresses" | "clocks">,
  member: Member,
  inbound: Inbound,
  { signals, principal, reception }: Said,
): Promise<Answer | undefined> {
  const { instance } = inlet;
  const provider = { "trunkline.provider": member.adapter.name };
  const { measure } = instance.telemetry;
  reception.accepted = reception.duplicate = 0;
  const byCall = new Map<string, Entry[]>();
  const named = new Map<string, string>();
  const lost: Signal[] = [];
  const recordOf = recordReader(inlet);
  const hear = (key: string): Promise<Hearing> => hearSender(member.adapter.webhook, principal, key, recordOf);
  if (inbound.callKey !== undefined) {
    // Also where it has no events: a question is put in the name of the call.
    const hearing = await hear(inbound.callKey);
    if (typeof hearing === "object") return refuse(403, hearing.refused);
  }
  if (await speaksOfAnother(inbound, signals, recordOf))
    return refuse(403, "the event names another call than its address");
  for (const [index, signal] of signals.entries()) {
    if (index % portion === portion - 1) await othersFirst();
    inlet.clocks.arrived(member.adapter.name, signal, inbound.at);
    const found = await findCall(instance, member, signal);
    if (found.key === undefined) {
      if (found.lost === "unknown") lost.push(signal);
      else reception.duplicate++;
      continue;
    }
    const hearing = await hear(found.key);
    if (typeof hearing === "object") return refuse(403, hearing.refused);
    const entries = byCall.get(found.key) ?? [];
    byCall.set(found.key, entries);
    const arrival = arrivalOf(inlet, member, signal, { inbound, reception });
    const about = hearing === "later" ? { ...arrival, sender: principal } : arrival;
    entries.push({ id: entryId(signal), body: encodeSignal(signal, about) });
    if (found.name !== undefined) named.set(found.name, found.key);
  }
  for (const [key, entries] of byCall) {
    const added = await append(inlet, key, entries);
    reception.accepted += added;
    reception.duplicate += entries.length - added;
  }
  for (const [name, key] of named) await noteAccepted(instance, name, key);
  if (reception.accepted > 0) measure("accepted", reception.accepted, provider);
  if (reception.duplicate > 0) measure("duplicate", reception.duplicate, provider);
  if (lost.length === 0) return undefined;
  for (const key of heldAs(inlet, member, lost)) inlet.askProvider.about(key);
  return onLost(inlet, inbound, { lost, all: signals, reception });
}

/** Appends entries to a call. If this instance has it, its actor deals with them at once: no hint, and no look at the store, is needed. */
async function append(
  { instance, actors }: Pick<Inlet, "instance" | "actors">,
  key: string,
  entries: readonly Entry[],
): Promise<number> {
  const actor = actors.get(key);
  const writes = actor?.writes ?? 0;
  const added = await instance.store.accept(key, entries, rememberMs, actor?.lease);
  if (!actor || added === 0) return added;
  const dealtWith = added === entries.length ? actor.appended(entries, writes) : actor.wake();
  dealtWith.catch((error: unknown) => {
    // While the store is away, the actor looks again as soon as it answers.
    if (!isStoreAway(error)) reportError(instance, "workFailed", error, actor);
  });
  return added;
}

/** What came to a call's address stands under its own name; what came elsewhere must not be taken for it, since it may not be believed. */
function entryId(signal: Signal): string {
  return "key" in signal.call || signal.kind === "incoming" ? signal.id : `elsewhere:${signal.id}`;
}

/** The calls of this instance that events name by the provider's ids. They came to no call's address: nothing of them is believed. */
function heldAs({ actors }: Pick<Inlet, "actors">, { name }: Member, lost: readonly Signal[]): readonly string[] {
  const ids = new Set(lost.flatMap(({ providerCallId }) => (providerCallId ? foldId(providerCallId) : [])));
  const named = actors.all().filter(({ record }) => record.member === name && ids.has(foldId(record.providerCallId)));
  return named.map(({ record }) => record.key);
}

/** Events that are of no call: refused where there is nothing else in the request, else in a line. Something between the sender and here may change paths. */
function onLost(
  { instance, addresses }: Pick<Inlet, "instance" | "addresses">,
  { url }: Inbound,
  came: { readonly lost: readonly Signal[]; readonly all: readonly Signal[]; readonly reception: Reception },
): Answer | undefined {
  const path = shownPath(url);
  const expected = addresses.shape;
  const { lost, all, reception } = came;
  if (lost.length === all.length)
    return refuse(404, `this is of no call here: it came to ${path}, and calls have addresses such as ${expected}`);
  const more = instance.telemetry.pace("astray");
  if (more === undefined) return undefined;
  const { provider } = reception;
  const events = lost.map(({ kind }) => kind).join(", ");
  instance.telemetry.log("astray", { ...(provider === undefined ? {} : { provider }), events, path, expected, more });
  return undefined;
}

function arrivalOf(
  { clocks }: Pick<Inlet, "clocks">,
  { adapter }: Member,
  signal: Signal,
  { inbound, reception }: { readonly inbound: Inbound; readonly reception: Reception },
): Arrival {
  const trace = traceOf(reception);
  if (signal.kind === "incoming") return { trace, ageMs: clocks.ageOf(adapter.name, signal, inbound.at) || undefined };
  return "key" in signal.call ? { trace } : { trace, path: shownPath(inbound.url) };
}
