import type { WireEntry } from "@trunkline/simulator/page";
import type { BotEvent } from "../../src/protocol.js";

/** What belongs together: a callback, its events, and the bot's requests in response. */
export interface Moment {
  /** The time of its first message or event. */
  readonly id: string;
  readonly at: number;
  readonly events: readonly BotEvent[];
  readonly wire: readonly WireEntry[];
}

/** After this much silence a new moment starts, ms: a timer of the bot, or a slow decision. */
const SILENCE_MS = 400;

interface OpenMoment {
  readonly at: number;
  last: number;
  readonly events: BotEvent[];
  readonly wire: WireEntry[];
}

type Item = { readonly at: number; readonly event: BotEvent } | { readonly at: number; readonly entry: WireEntry };

/** How many moments back to look for the callback of an event: others may have arrived while the bot recorded the event. */
const BACK = 6;

/**
 * Combines the bot's events and the messages of its cloud into moments. Each callback starts a moment, and so does silence; an event belongs
 * to its callback, if it names it.
 */
export function momentsOf(events: readonly BotEvent[], entries: readonly WireEntry[]): Moment[] {
  const items: Item[] = [
    ...entries.map((entry) => ({ at: entry.at, entry })),
    ...events.map((event) => ({ at: event.at, event })),
  ].sort((a, b) => a.at - b.at);

  const moments: OpenMoment[] = [];
  for (const item of items) {
    const cause = "event" in item ? causeOf(item.event, moments) : undefined;
    const moment = cause ?? currentAt(item, moments.at(-1)) ?? { at: item.at, last: item.at, events: [], wire: [] };
    if (!moments.includes(moment)) moments.push(moment);
    moment.last = item.at;
    if ("entry" in item) moment.wire.push(item.entry);
    else moment.events.push(item.event);
  }
  return moments.map(({ at, events: own, wire }, index) => ({
    id: wire[0]?.id ?? `${own[0]?.id}-${index}`,
    at,
    events: own,
    wire,
  }));
}

/** The current moment, unless a new one starts. */
function currentAt(item: Item, latest: OpenMoment | undefined): OpenMoment | undefined {
  const opens = "entry" in item && item.entry.direction === "to-bot";
  return latest && !opens && item.at - latest.last < SILENCE_MS ? latest : undefined;
}

/** The moment of the callback that the event came from. */
function causeOf({ raw }: BotEvent, moments: readonly OpenMoment[]): OpenMoment | undefined {
  if (raw === undefined) return undefined;
  const text = JSON.stringify(raw);
  return moments
    .slice(-BACK)
    .findLast(({ wire }) => wire[0]?.direction === "to-bot" && wire[0].requestBody.includes(text));
}
