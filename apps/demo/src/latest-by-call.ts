import type { BotEvent } from "./protocol.js";

/** The last event of every call, oldest call first. Whoever told it has the call: events are told where a call is held. */
export function latestByCall(events: readonly BotEvent[]): readonly BotEvent[] {
  const latest = new Map<string, BotEvent>();
  for (const event of events) if (event.call !== undefined) latest.set(event.call, event);
  return [...latest.values()];
}
