import type { Delivered } from "../play/history.js";
import type { Played } from "../play/play-scenario.js";
import type { Step } from "../script/scenario.js";
import type { AcceptedEntry, CallLedger } from "../stage/stores.js";
import { byCall } from "./calls.js";

/**
 * Whatever was acknowledged is in the store. This is checked against the callbacks themselves rather than the ledger: every key at the
 * address of a call, and every incoming call.
 */
export function acknowledged({ acknowledged: callbacks, ledger, history }: Played): readonly string[] {
  const lost = callbacks.flatMap(({ url, body }) => {
    const key = /\/calls\/([^/.]+)\./.exec(url)?.[1];
    if (key === undefined) return [];
    const ids = new Set(ledger.calls.get(key)?.accepted.map(({ id }) => id));
    return sequencesIn(body).flatMap((sequence) =>
      ids.has(`tone:${sequence}`) ? [] : [`key ${sequence} of ${key} was acknowledged and never accepted`],
    );
  });
  const ended = new Set(history.delivered.flatMap(({ event }) => (event.type === "call-ended" ? [event.call.id] : [])));
  const silent = [...ledger.calls].flatMap(([key, { accepted }]) =>
    accepted.some(({ signal }) => signal.kind === "incoming") && !ended.has(key)
      ? [`the incoming call ${key} was acknowledged, but its end was never delivered`]
      : [],
  );
  return [...lost, ...silent];
}

/** The sequence numbers of the keys in a callback. */
function sequencesIn(body: string): readonly number[] {
  return [...body.matchAll(/"sequenceId":"?(\d+)/g)].map(([, number]) => Number(number));
}

/** Whatever was acknowledged took effect exactly once, according to the ledger, and never under a superseded lease. */
export function appliedOnce({ ledger, history }: Played): readonly string[] {
  const wrong: string[] = [];
  for (const [key, { accepted, applied, stale }] of ledger.calls) {
    const times = new Map<string, number>();
    for (const id of applied) times.set(id, (times.get(id) ?? 0) + 1);
    for (const { id, signal } of accepted) {
      const count = times.get(id) ?? 0;
      if (count !== 1) wrong.push(`${signal.kind} ${id} of ${key} took effect ${count} times`);
    }
    if (stale > 0) wrong.push(`${stale} writes to ${key} under a superseded lease`);
  }
  return [...wrong, ...deliveredOnce(history)];
}

/** An event is delivered once; again only as a higher attempt. */
function deliveredOnce(history: Played["history"]): readonly string[] {
  const seen = new Set<string>();
  return history.delivered.flatMap(({ event }) => {
    const once = `${event.id} (attempt ${event.attempt})`;
    if (seen.has(once)) return [`${event.type} ${once} was delivered twice`];
    seen.add(once);
    return [];
  });
}

/** How long the library waits for a missing key when later ones have arrived, ms. After that it skips the key. */
const gapMs = 300;
/** How late a key without a number may arrive after a younger one, ms: the carrier's figure. */
const lateMs = 500;

/** The keys of a call are delivered in the order they were pressed: none twice, and none lost that arrived in time. */
export function digits(played: Played): readonly string[] {
  const { history, ledger, scenario } = played;
  const secret = scenario.calls.some(({ steps }) => steps.some(isSecret));
  return [...byCall(history)].flatMap(([ref, delivered]) => {
    const key = ref.slice(ref.indexOf(":") + 1);
    const name = history.nameOf(ref) ?? ref;
    const book = ledger.calls.get(key);
    const received = keysReceived(key, delivered);
    if (!book) return received.length === 0 ? [] : [`${name}: received keys that the cloud never sent`];
    const sent = new Map(keysIn(book).map((entry) => [entry.signal.id ?? "", entry] as const));
    const keys = received.flatMap((id) => sent.get(id) ?? []);
    const disorder = keys.length < received.length || keys.some((one, index) => isOutOfOrder(one, keys[index - 1]));
    // Secret keys are delivered only to the collection.
    const lost = secret
      ? []
      : [...sent.values()].filter((one) => !received.includes(one.signal.id ?? "") && arrivedInTime(one, book));
    return [
      ...(disorder ? [`${name}: keys out of order, or twice: ${received.join(" ")}`] : []),
      ...lost.map(({ id, signal }) => `${name}: ${id} (${signal.tone}) was lost`),
    ];
  });
}

/** The ids of the signals of the delivered keys. */
function keysReceived(key: string, delivered: readonly Delivered[]): readonly string[] {
  return delivered.flatMap(({ event }) =>
    event.type === "dtmf-received" && event.attempt === 1
      ? [event.id.slice(key.length + 1, -":dtmf-received".length)]
      : [],
  );
}

function keysIn(book: CallLedger): readonly AcceptedEntry[] {
  return book.accepted.filter(({ signal }) => signal.kind === "dtmf");
}

/** Where a key belongs among the others: its number, or the time at which it was pressed. */
function orderOf({ signal }: AcceptedEntry): number {
  return signal.sequence ?? signal.at ?? 0;
}

/** A key without a number that comes too late is delivered after the younger one. One with a number is not delivered then. */
function isOutOfOrder(one: AcceptedEntry, before: AcceptedEntry | undefined): boolean {
  if (!before || orderOf(one) > orderOf(before)) return false;
  return one.signal.sequence !== undefined || one.id === before.id || one.at < before.at + lateMs;
}

/** Whether a key could be delivered at all: it arrived before the end, and before later ones stopped waiting for it. */
function arrivedInTime(one: AcceptedEntry, book: CallLedger): boolean {
  if (book.endedAt !== undefined && one.at >= book.endedAt) return false;
  if (one.signal.sequence === undefined) return book.endedAt === undefined || one.at + lateMs < book.endedAt;
  const own = one.signal.sequence;
  return keysIn(book).every(({ signal, at }) => (signal.sequence ?? 0) <= own || at + gapMs > one.at);
}

function isSecret(step: Step): boolean {
  if (step.do === "together") return step.steps.some(isSecret);
  return step.do === "collect" && step.secret;
}
