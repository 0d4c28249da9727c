import { decodeEntry } from "../record/record-codec.js";
import type { Waiting } from "../store/store.js";
import { askNow } from "./ask.js";
import { reduceSignal } from "./reduce-signal.js";
import { onTimer } from "./timer.js";
import type { Turn } from "./turn.js";
import { dropOutcome } from "./write-outcome.js";

/** Takes everything that waits for a call into a turn: what arrived, in order, then the timers that are due. */
export function reduceWaiting(turn: Turn, { inbox, due }: Waiting): void {
  for (const entry of inbox) {
    const body = decodeEntry(entry.body);
    if (body.kind === "command") turn.commands = [...turn.commands, body];
    else if (body.kind === "ack") dropOutcome(turn, body.of);
    else if (body.kind === "ask") askNow(turn);
    else reduceSignal(turn, body);
  }
  // What waited may have set a timer anew that had run out meanwhile: a key that was pressed in time, and read late.
  for (const name of due) if (!Object.hasOwn(turn.timers ?? {}, name)) onTimer(turn, name);
}

/** How many entries a turn takes in: so many take a few milliseconds, and other calls wait no longer than that. */
const mostInTurn = 250;

/** What the next turn takes of it: the first entries, and the timers only with the last of them. What is left waits in the store. */
export function portionOf(waiting: Waiting): Waiting {
  if (waiting.inbox.length <= mostInTurn) return waiting;
  return { inbox: waiting.inbox.slice(0, mostInTurn), due: [] };
}

/** The entries that a turn which reduced them has applied. */
export function idsOf({ inbox }: Waiting): readonly string[] {
  return inbox.map((entry) => entry.id);
}
