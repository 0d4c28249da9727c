import type { WireEntry } from "@trunkline/simulator/page";
import type { BotEvent } from "../../src/protocol.js";
import { momentsOf } from "../timeline/moments.js";
import type { BotCall } from "./calls.js";

/** One event of a call, with the messages around it. */
export interface Step {
  readonly event: BotEvent;
  /** Since the call began, ms. */
  readonly afterMs: number;
  readonly wire: readonly WireEntry[];
}

/** A call's events in order. Messages that the bot made no event of belong to the event before (or, at first, after) them. */
export function stepsOf(call: BotCall): Step[] {
  const steps: { event: BotEvent; afterMs: number; wire: WireEntry[] }[] = [];
  let early: WireEntry[] = [];
  for (const { events, wire } of momentsOf(call.events, call.wire)) {
    const [first] = events;
    if (!first) {
      (steps.at(-1)?.wire ?? early).push(...wire);
      continue;
    }
    for (const event of events) {
      const own = event === first ? [...early, ...wire] : [];
      steps.push({ event, afterMs: Math.max(0, event.at - call.startedAt), wire: own });
      if (event === first) early = [];
    }
  }
  return steps;
}

/** What makes two steps of different clouds the same: the event and what it says in a word. */
export function sameStep(a: Step, b: Step): boolean {
  return a.event.type === b.event.type && a.event.summary === b.event.summary;
}
