import type { Told } from "../play/diary.js";
import type { Played } from "../play/play-scenario.js";
import type { Step } from "../script/scenario.js";
import type { AcceptedEntry, CallLedger } from "../stage/ledger.js";
import { byCall } from "./one-end.js";

/** How long the library waits for a key that others have overtaken, ms: one that comes later is given up. */
const gapMs = 300;

/** The keys of a call are told in the order in which they were pressed: none twice, and none lost that came in time. */
export function digits(played: Played): readonly string[] {
  const { diary, ledger, scenario } = played;
  const secret = scenario.calls.some(({ steps }) => steps.some(isSecret));
  return [...byCall(diary)].flatMap(([ref, told]) => {
    const key = ref.slice(ref.indexOf(":") + 1);
    const name = diary.nameOf(ref) ?? ref;
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
