import type { Signal } from "../adapter/signal.js";
import type { Inbound, Principal } from "../adapter/webhook.js";
import { othersFirst } from "../base/clock.js";
import type { Member } from "../record/call-key.js";
import type { CallRecord } from "../record/call-record.js";
import { type Arrival, encodeSignal } from "../record/record-codec.js";
import { isStoreAway } from "../store/insist.js";
import type { Entry, Lease, Store } from "../store/store.js";
import { shownPath } from "../telemetry/redact.js";
import type { Telemetry } from "../telemetry/telemetry.js";
import type { CallbackAddresses } from "./callback-address.js";
import type { ClockWatch } from "./clock-watch.js";
import {
  type Authority,
  authorityOver,
  type FindPorts,
  findCall,
  foldId,
  namesAnotherCall,
  noteAccepted,
  recordReader,
} from "./find-call.js";
import { type Reception, traceOf } from "./observe-callback.js";
import { type Answer, refuse } from "./respond.js";

/** What accepting signals needs. */
export interface AcceptPorts extends FindPorts {
  readonly store: Pick<Store, "read" | "bind" | "resolve" | "accept">;
  readonly actors: {
    /** The call with this key, if this instance holds it. */
    get(key: string): HeldCall | undefined;
    /** The calls that this instance holds. */
    all(): readonly { readonly record: CallRecord }[];
  };
  readonly addresses: Pick<CallbackAddresses, "shape">;
  readonly clocks: ClockWatch;
  readonly telemetry: Telemetry;
  /** Has the provider asked about a call, in the background. */
  askProvider(key: string): void;
  /** Reports a failure that is not a `CallingError` of the sender's making; `call` is the one that it is about. */
  workFailed(error: unknown, call?: HeldCall): void;
}

/** A call that this instance holds. */
export interface HeldCall {
  readonly ref: string;
  readonly record: CallRecord;
  readonly lease: Lease;
  /** How many writes of the call have begun. */
  readonly writes: number;
  /** Deals with entries that were appended when `writes` was so many. */
  appended(entries: readonly Entry[], writes: number): Promise<unknown>;
  /** Looks at the store, and deals with what waits there. */
  wake(): Promise<unknown>;
}

/** What a callback says, and who sent it. */
interface Message {
  readonly signals: readonly Signal[];
  readonly principal: Principal;
  readonly reception: Reception;
}

/** How many events are looked at before other requests have their turn. */
const portion = 250;
/** How long the events of a call without a record are remembered, ms. */
const rememberMs = 60 * 60_000;

/**
 * Appends signals to their calls. Resolves only when the store has them: what is acknowledged after this is not lost.
 * @returns a refusal when one of them names another call than its address, when the sender may not speak of its call, or when none of them
 *   belongs to a call.
 */
export async function acceptSignals(
  ports: AcceptPorts,
  member: Member,
  inbound: Inbound,
  { signals, principal, reception }: Message,
): Promise<Answer | undefined> {
  const provider = { "trunkline.provider": member.adapter.name };
  reception.accepted = reception.duplicate = 0;
  const byCall = new Map<string, Entry[]>();
  const named = new Map<string, string>();
  const lost: Signal[] = [];
  const recordOf = recordReader(ports);
  const authority = (key: string): Promise<Authority> =>
    authorityOver(member.adapter.webhook, principal, key, recordOf);
  if (inbound.callKey !== undefined) {
    // A callback without events is checked too: it may ask a question in the name of the call.
    const over = await authority(inbound.callKey);
    if (typeof over === "object") return refuse(403, over.refused);
  }
  if (await namesAnotherCall(inbound, signals, recordOf))
    return refuse(403, "the event names another call than its address");
  for (const [index, signal] of signals.entries()) {
    if (index % portion === portion - 1) await othersFirst();
    ports.clocks.arrived(member.adapter.name, signal, inbound.at);
    const found = await findCall(ports, member, signal);
    if (found.key === undefined) {
      if (found.lost === "unknown") lost.push(signal);
      else reception.duplicate++;
      continue;
    }
    const over = await authority(found.key);
    if (typeof over === "object") return refuse(403, over.refused);
    const entries = byCall.get(found.key) ?? [];
    byCall.set(found.key, entries);
    const arrival = arrivalOf(ports, member, signal, { inbound, reception });
    const about = over === "later" ? { ...arrival, sender: principal } : arrival;
    entries.push({ id: entryId(signal), body: encodeSignal(signal, about) });
    if (found.name !== undefined) named.set(found.name, found.key);
  }
  for (const [key, entries] of byCall) {
    const added = await append(ports, key, entries);
    reception.accepted += added;
    reception.duplicate += entries.length - added;
  }
  for (const [name, key] of named) await noteAccepted(ports, name, key);
  const { measure } = ports.telemetry;
  if (reception.accepted > 0) measure("accepted", reception.accepted, provider);
  if (reception.duplicate > 0) measure("duplicate", reception.duplicate, provider);
  if (lost.length === 0) return undefined;
  for (const key of heldUnder(ports, member, lost)) ports.askProvider(key);
  return onLost(ports, inbound, { lost, all: signals, reception });
}

/** Appends entries to a call. If this instance has it, its actor deals with them at once: no hint, and no look at the store, is needed. */
async function append(
  { store, actors, workFailed }: AcceptPorts,
  key: string,
  entries: readonly Entry[],
): Promise<number> {
  const actor = actors.get(key);
  const writes = actor?.writes ?? 0;
  const added = await store.accept(key, entries, rememberMs, actor?.lease);
  // Entries that were there already may be news all the same: of a request whose answer was lost.
  if (!actor) return added;
  const dealtWith = added === entries.length ? actor.appended(entries, writes) : actor.wake();
  dealtWith.catch((error: unknown) => {
    // While the store is away, the actor looks again as soon as it answers.
    if (!isStoreAway(error)) workFailed(error, actor);
  });
  return added;
}

/** An event at its call's address keeps its id. One that came elsewhere may not be believed, so it must not stand in for the former. */
function entryId(signal: Signal): string {
  return "key" in signal.call || signal.kind === "incoming" ? signal.id : `elsewhere:${signal.id}`;
}

/** The calls of this instance that lost events name by the provider's ids. They came to no call's address, so nothing of them is believed. */
function heldUnder({ actors }: AcceptPorts, { name }: Member, lost: readonly Signal[]): readonly string[] {
  const ids = new Set(lost.flatMap(({ providerCallId }) => (providerCallId ? foldId(providerCallId) : [])));
  const named = actors.all().filter(({ record }) => record.member === name && ids.has(foldId(record.providerCallId)));
  return named.map(({ record }) => record.key);
}

/** Events without a call are refused when the request has no others, and logged otherwise: something on the way here may change paths. */
function onLost(
  { telemetry, addresses }: AcceptPorts,
  { url }: Inbound,
  {
    lost,
    all,
    reception,
  }: { readonly lost: readonly Signal[]; readonly all: readonly Signal[]; readonly reception: Reception },
): Answer | undefined {
  const path = shownPath(url);
  const expected = addresses.shape;
  if (lost.length === all.length)
    return refuse(404, `this is of no call here: it came to ${path}, and calls have addresses such as ${expected}`);
  const more = telemetry.pace("astray");
  if (more === undefined) return undefined;
  const { provider } = reception;
  const events = lost.map(({ kind }) => kind).join(", ");
  telemetry.log("astray", { ...(provider === undefined ? {} : { provider }), events, path, expected, more });
  return undefined;
}

function arrivalOf(
  { clocks }: AcceptPorts,
  { adapter }: Member,
  signal: Signal,
  { inbound, reception }: { readonly inbound: Inbound; readonly reception: Reception },
): Arrival {
  const trace = traceOf(reception);
  if (signal.kind === "incoming") return { trace, ageMs: clocks.ageOf(adapter.name, signal, inbound.at) || undefined };
  return "key" in signal.call ? { trace } : { trace, path: shownPath(inbound.url) };
}
