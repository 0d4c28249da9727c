import type { Inbound, Principal } from "../adapter/webhook.js";
import { othersFirst } from "../base/clock.js";
import { type Member, nameOf } from "../record/call-key.js";
import type { CallRecord } from "../record/call-record.js";
import { type Addressed, type Arrival, encodeSignal } from "../record/record-codec.js";
import { isStoreAway } from "../store/insist.js";
import type { Entry, Lease, Store } from "../store/store.js";
import { shownPath } from "../telemetry/redact.js";
import type { ClockWatch } from "./clock-watch.js";
import type { EarlyEvents } from "./early-events.js";
import {
  type Authority,
  authorityOver,
  type FindPorts,
  findCall,
  namesAnotherCall,
  noteAccepted,
  recordReader,
} from "./find-call.js";
import { heldUnder, type LostPorts, onLost } from "./lost-events.js";
import { type Reception, traceOf } from "./observe-callback.js";
import { type Answer, refuse } from "./respond.js";

/** What appending entries to a call needs. */
export interface AppendPorts {
  readonly store: Pick<Store, "accept">;
  readonly actors: {
    /** The call with this key, if this instance holds it. */
    get(key: string): HeldCall | undefined;
  };
  /** Reports a failure that is not a `CallingError` of the sender's making; `call` is the one that it is about. */
  workFailed(error: unknown, call?: HeldCall): void;
}

/** What accepting signals needs. */
export interface AcceptPorts extends FindPorts, LostPorts, AppendPorts {
  readonly store: Pick<Store, "read" | "bind" | "resolve" | "accept">;
  readonly actors: AppendPorts["actors"] & LostPorts["actors"];
  readonly clocks: ClockWatch;
  readonly early: EarlyEvents;
  /** Has the provider asked about a call, in the background. */
  askProvider(key: string): void;
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

/** The response to a message is held for the decision about its call. */
export interface Hold {
  readonly id: string;
  /** The key of the call, once it is found. */
  key: string | undefined;
  /** Has the call know of it. Accepted together with the announcement, so that no decision misses it. */
  entry(): Entry;
}

/** What a callback says, and who sent it. */
interface Message {
  readonly signals: readonly Addressed[];
  readonly principal: Principal;
  readonly reception: Reception;
  readonly hold?: Hold | undefined;
}

/** Why a request is refused, or which of its signals are of no call that is known. */
type Accepted = { readonly refused: string } | { readonly lost: readonly Addressed[] };

/** How many events are looked at before other requests have their turn. */
const portion = 250;
/** How long the events of a call without a record are remembered, ms. */
const rememberMs = 60 * 60_000;

/**
 * Appends signals to their calls. Resolves only when the store has them: what is acknowledged after this is not lost. Those that may have overtaken
 * the announcement of their call wait for it.
 * @returns a refusal when one of them names another call than its address, when the sender may not speak of its call, or when none of them
 *   belongs to a call.
 */
export async function acceptSignals(
  ports: AcceptPorts,
  member: Member,
  inbound: Inbound,
  message: Message,
): Promise<Answer | undefined> {
  const { signals, reception } = message;
  const provider = { "trunkline.provider": member.adapter.name };
  reception.accepted = reception.duplicate = 0;
  for (const signal of signals) ports.clocks.arrived(member.adapter.name, signal, inbound.at);
  const known = await acceptKnown(ports, member, inbound, message);
  if ("refused" in known) return refuse(403, known.refused);
  const announced =
    known.lost.length === 0 ? known : await acceptEarly(ports, member, inbound, { ...message, ...known });
  if ("refused" in announced) return refuse(403, announced.refused);
  const { measure } = ports.telemetry;
  if (reception.accepted > 0) measure("accepted", reception.accepted, provider);
  if (reception.duplicate > 0) measure("duplicate", reception.duplicate, provider);
  const { lost } = announced;
  if (lost.length === 0) return undefined;
  for (const key of heldUnder(ports, member, lost)) ports.askProvider(key);
  return onLost(ports, inbound, { lost, all: signals, provider: member.adapter.name });
}

/** Appends the signals of known calls, and those that announce a call. */
async function acceptKnown(
  ports: AcceptPorts,
  member: Member,
  inbound: Inbound,
  { signals, principal, reception, hold }: Message,
): Promise<Accepted> {
  const byCall = new Map<string, Entry[]>();
  const named = new Map<string, { readonly key: string; readonly entries: Entry[] }>();
  const lost: Addressed[] = [];
  const recordOf = recordReader(ports);
  const authority = (key: string): Promise<Authority> =>
    authorityOver(member.adapter.webhook, principal, key, recordOf);
  if (inbound.callKey !== undefined) {
    // A callback without events is checked too: it may ask a question in the name of the call.
    const over = await authority(inbound.callKey);
    if (typeof over === "object") return over;
  }
  if (await namesAnotherCall(inbound, signals, recordOf, member.adapter))
    return { refused: "the event names another call than its address" };
  for (const [index, signal] of signals.entries()) {
    if (index % portion === portion - 1) await othersFirst();
    const found = await findCall(ports, member, signal);
    if (found.key === undefined) {
      if (found.lost === "unknown") lost.push(signal);
      else reception.duplicate++;
      if (found.lost === "duplicate" && hold) byCall.set(found.of, byCall.get(found.of) ?? []);
      continue;
    }
    const over = await authority(found.key);
    if (typeof over === "object") return over;
    const entries = byCall.get(found.key) ?? [];
    byCall.set(found.key, entries);
    const arrival = arrivalOf(ports, member, signal, { inbound, reception });
    entries.push(entryOf(member, signal, over === "later" ? { ...arrival, sender: principal } : arrival));
    if (found.name === undefined) continue;
    named.set(found.name, { key: found.key, entries });
    entries.push(...ports.early.of(found.name));
  }
  if (hold) [hold.key] = byCall.keys();
  for (const [key, entries] of byCall) {
    const held = hold?.key === key ? [hold.entry()] : [];
    const added = (await append(ports, key, [...entries, ...held])) - held.length;
    reception.accepted += added;
    reception.duplicate += entries.length - added;
  }
  for (const [name, { key, entries }] of named) {
    ports.early.accepted(name, entries);
    await noteAccepted(ports, name, key);
  }
  return { lost };
}

/** Waits until the calls of signals are announced, and appends them then. */
async function acceptEarly(
  ports: AcceptPorts,
  member: Member,
  inbound: Inbound,
  { lost, principal, reception }: Message & { readonly lost: readonly Addressed[] },
): Promise<Accepted> {
  const ends = await Promise.all(
    lost.map(async (signal): Promise<Accepted> => {
      if ("key" in signal.call || !mayBeEarly(ports, member, signal)) return { lost: [signal] };
      const arrival = arrivalOf(ports, member, signal, { inbound, reception });
      const sender = member.adapter.webhook.refuseSender ? { sender: principal } : {};
      const entry = entryOf(member, signal, { ...arrival, ...sender });
      const refused: Accepted[] = [];
      const name = nameOf(member.name, member.adapter.name, signal.call.alias);
      const accepted = await ports.early.wait(name, entry, inbound.at, async () => {
        const end = await acceptKnown(ports, member, inbound, { signals: [signal], principal, reception });
        if ("refused" in end) refused.push(end);
        return "refused" in end || end.lost.length === 0;
      });
      return refused[0] ?? { lost: accepted ? [] : [signal] };
    }),
  );
  const refusal = ends.find((end) => "refused" in end);
  return refusal ?? { lost: ends.flatMap((end) => ("lost" in end ? end.lost : [])) };
}

/**
 * Whether a signal may be of a call that is yet to be announced. Where calls have addresses of their own, what comes to the registered webhook is
 * the hang-up of a caller who is not announced yet, or has lost its way.
 */
function mayBeEarly(ports: AcceptPorts, member: Member, signal: Addressed): boolean {
  const { webhook, observations } = member.adapter;
  if (webhook.reportsAt === "webhook") return true;
  if (!observations.callerGaveUp || signal.kind !== "state" || signal.state !== "disconnected") return false;
  return heldUnder(ports, member, [signal]).length === 0;
}

/** Appends entries to a call. If this instance has it, its actor deals with them at once: no hint, and no look at the store, is needed. */
export async function append(
  { store, actors, workFailed }: AppendPorts,
  key: string,
  entries: readonly Entry[],
): Promise<number> {
  const actor = actors.get(key);
  if (!actor) return store.accept(key, entries, rememberMs);
  const { writes, lease } = actor;
  const added = await store.accept(key, entries, rememberMs, lease);
  // Entries that were there already may be news all the same: of a request whose answer was lost.
  const dealtWith = added === entries.length ? actor.appended(entries, writes) : actor.wake();
  dealtWith.catch((error: unknown) => {
    // While the store is away, the actor looks again as soon as it answers.
    if (!isStoreAway(error)) workFailed(error, actor);
  });
  return added;
}

/** An event at its call's address keeps its id. One that came elsewhere may not be believed, so it must not stand in for the former. */
function entryOf({ adapter }: Member, signal: Addressed, about: Arrival): Entry {
  return { id: entryId(signal, adapter.webhook.reportsAt === "webhook"), body: encodeSignal(signal, about) };
}

/** Each leg of a call has a beginning and an end of its own. */
function entryId({ id, kind, call, leg }: Addressed, believed: boolean): string {
  if (kind === "incoming") return id;
  if ("alias" in call && !believed) return `elsewhere:${id}`;
  const of = leg ?? ("alias" in call ? call.alias : undefined);
  return of === undefined ? id : `${of}:${id}`;
}

function arrivalOf(
  { clocks }: AcceptPorts,
  { adapter }: Member,
  signal: Addressed,
  { inbound, reception }: { readonly inbound: Inbound; readonly reception: Reception },
): Arrival {
  const trace = traceOf(reception);
  if (signal.kind === "incoming") return { trace, ageMs: clocks.ageOf(adapter.name, signal, inbound.at) || undefined };
  // Where the provider reports no time, `at` is the arrival.
  const received = signal.kind === "state" && signal.at !== inbound.at ? { trace, arrivedAt: inbound.at } : { trace };
  return "key" in signal.call ? received : { ...received, path: shownPath(inbound.url) };
}
