import type { Told } from "../play/history.js";
import type { Played } from "../play/play-scenario.js";
import type { Step } from "../script/scenario.js";
import type { AcceptedEntry, CallLedger } from "../stage/stores.js";
import { byCall } from "./calls.js";

/**
 * What was acknowledged is in the store, by the callbacks themselves and not by the store's own books: every key, at the address of a
 * call, and every caller.
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
  const told = new Set(history.told.flatMap(({ event }) => (event.type === "call-ended" ? [event.call.id] : [])));
  const silent = [...ledger.calls].flatMap(([key, { accepted }]) =>
    accepted.some(({ signal }) => signal.kind === "incoming") && !told.has(key)
      ? [`the incoming call ${key} was acknowledged, and no end of it was told`]
      : [],
  );
  return [...lost, ...silent];
}

/** The numbers of the keys that a callback tells of. */
function sequencesIn(body: string): readonly number[] {
  return [...body.matchAll(/"sequenceId":"?(\d+)/g)].map(([, number]) => Number(number));
}

/** What was acknowledged took effect exactly once, by the books of the store; and never under a lease that was lost. */
export function appliedOnce({ ledger, history }: Played): readonly string[] {
  const wrong: string[] = [];
  for (const [key, { accepted, applied, stale }] of ledger.calls) {
    const times = new Map<string, number>();
    for (const id of applied) times.set(id, (times.get(id) ?? 0) + 1);
    for (const { id, signal } of accepted) {
      const count = times.get(id) ?? 0;
      if (count !== 1) wrong.push(`${signal.kind} ${id} of ${key} took effect ${count} times`);
    }
    if (stale > 0) wrong.push(`${stale} writes to ${key} under a lease that was lost`);
  }
  return [...wrong, ...toldOnce(history)];
}

/** An event is told once; again only with a higher count of attempts, or to another instance that took over. */
function toldOnce(history: Played["history"]): readonly string[] {
  const seen = new Set<string>();
  return history.told.flatMap(({ event }) => {
    const once = `${event.id} (attempt ${event.attempt})`;
    if (seen.has(once)) return [`${event.type} ${once} was told twice`];
    seen.add(once);
    return [];
  });
}

/** How long the library waits for a key that others have overtaken, ms: one that comes later is given up. */
const gapMs = 300;

/** The keys of a call are told in the order in which they were pressed: none twice, and none lost that came in time. */
export function digits(played: Played): readonly string[] {
  const { history, ledger, scenario } = played;
  const secret = scenario.calls.some(({ steps }) => steps.some(isSecret));
  return [...byCall(history)].flatMap(([ref, told]) => {
    const key = ref.slice(ref.indexOf(":") + 1);
    const name = history.nameOf(ref) ?? ref;
    const book = ledger.calls.get(key);
    const heard = heardOn(key, told);
    if (!book) return heard.length === 0 ? [] : [`${name}: keys were told that the cloud never sent`];
    const sent = new Map(keysIn(book).map((entry) => [entry.id, entry] as const));
    const sequences = heard.map((id) => sent.get(id)?.signal.sequence ?? -1);
    const disorder = sequences.some((sequence, index) => index > 0 && sequence <= (sequences[index - 1] ?? 0));
    // Secret keys are told to the collection alone.
    const lost = secret ? [] : [...sent.values()].filter((one) => !heard.includes(one.id) && cameInTime(one, book));
    return [
      ...(disorder ? [`${name}: keys out of order, or twice: ${sequences.join(" ")}`] : []),
      ...lost.map(({ id, signal }) => `${name}: ${id} (${signal.tone}) was lost`),
    ];
  });
}

/** The ids of the signals that the keys told came from. */
function heardOn(key: string, told: readonly Told[]): readonly string[] {
  return told.flatMap(({ event }) =>
    event.type === "dtmf-received" && event.attempt === 1
      ? [event.id.slice(key.length + 1, -":dtmf-received".length)]
      : [],
  );
}

function keysIn(book: CallLedger): readonly AcceptedEntry[] {
  return book.accepted.filter(({ signal }) => signal.kind === "dtmf");
}

/** Whether a key could be told at all: it came before the end, and not so late that others were told without it. */
function cameInTime(one: AcceptedEntry, book: CallLedger): boolean {
  if (book.endedAt !== undefined && one.at >= book.endedAt) return false;
  const own = one.signal.sequence ?? 0;
  return keysIn(book).every(({ signal, at }) => (signal.sequence ?? 0) <= own || at + gapMs > one.at);
}

function isSecret(step: Step): boolean {
  if (step.do === "together") return step.steps.some(isSecret);
  return step.do === "collect" && step.secret;
}
