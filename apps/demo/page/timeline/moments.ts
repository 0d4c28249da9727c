import type { WireEntry } from "@trunkline/simulator/page";
import type { BotEvent } from "../../src/protocol.js";

/** What belongs together: a callback, the events that the bot made of it, and the requests that the bot answered it with. */
export interface Moment {
  /** Of its first message or event. */
  readonly id: string;
  readonly at: number;
  readonly events: readonly BotEvent[];
  readonly wire: readonly WireEntry[];
}

/** After so much silence something new begins, ms: a timer of the bot's, a decision it took its time for. */
const SILENCE_MS = 400;

interface OpenMoment {
  readonly at: number;
  last: number;
  readonly events: BotEvent[];
  readonly wire: WireEntry[];
}

type Item = { readonly at: number; readonly event: BotEvent } | { readonly at: number; readonly entry: WireEntry };

/** How many moments back the callback of an event is looked for: others may have come while the bot wrote the event down. */
const BACK = 6;

/**
 * Lays the bot's events and the messages of its cloud side by side. Each callback opens a moment, and so does silence; an event belongs
 * to the callback that it was made of, where it says so.
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

/** The moment that goes on, unless something new begins. */
function currentAt(item: Item, latest: OpenMoment | undefined): OpenMoment | undefined {
  const opens = "entry" in item && item.entry.direction === "to-bot";
  return latest && !opens && item.at - latest.last < SILENCE_MS ? latest : undefined;
}

/** The moment of the callback that carried what the event was made of. */
function causeOf({ raw }: BotEvent, moments: readonly OpenMoment[]): OpenMoment | undefined {
  if (raw === undefined) return undefined;
  const text = JSON.stringify(raw);
  return moments
    .slice(-BACK)
    .findLast(({ wire }) => wire[0]?.direction === "to-bot" && wire[0].requestBody.includes(text));
}
