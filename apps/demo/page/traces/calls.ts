import type { CallView, WireEntry } from "@trunkline/simulator/page";
import type { BotEvent, Provider } from "../../src/protocol.js";
import { momentsOf } from "../timeline/moments.js";

/** A call of the bot, with its messages. */
export interface BotCall {
  /** Trunkline's ref of the call. */
  readonly ref: string;
  readonly provider: Provider;
  /** The simulator's id of the conversation; absent on a real cloud. */
  readonly callId: string | undefined;
  readonly startedAt: number;
  readonly events: readonly BotEvent[];
  readonly wire: readonly WireEntry[];
}

/** A call that started in the simulator within this time of the bot's first event is the same one, ms. */
const NEAR_MS = 3000;

/** The bot's calls, oldest first. */
export function botCalls(
  events: readonly BotEvent[],
  calls: readonly CallView[],
  log: readonly WireEntry[],
): BotCall[] {
  const byRef = new Map<string, BotEvent[]>();
  for (const event of events) {
    if (event.call !== undefined) byRef.set(event.call, [...(byRef.get(event.call) ?? []), event]);
  }
  return [...byRef].flatMap(([ref, own]) => {
    const [first] = own;
    if (!first) return [];
    const callId = simulatedCall(own, first, calls)?.id;
    const wire = log.filter((entry) => callId !== undefined && entry.callId === callId);
    return [{ ref, provider: first.provider, callId, startedAt: first.at, events: own, wire }];
  });
}

/** The simulated call: by the provider's id, or by time for a call that was never answered and so has no id. */
function simulatedCall(own: readonly BotEvent[], first: BotEvent, calls: readonly CallView[]): CallView | undefined {
  const ids = new Set(own.map((event) => event.providerCallId));
  const named = calls.find(({ legs }) => legs.some(({ id, owner }) => owner.kind === "bot" && ids.has(id)));
  if (named) return named;
  return calls.findLast(({ startedAt }) => startedAt <= first.at && first.at - startedAt < NEAR_MS);
}

/** A provider's call to compare with the other's: the newest incoming one, or else the newest. */
export function latestOf(calls: readonly BotCall[], provider: Provider): BotCall | undefined {
  const ofProvider = calls.filter((call) => call.provider === provider);
  return ofProvider.findLast((call) => call.events.some(({ type }) => type === "incoming")) ?? ofProvider.at(-1);
}

/** One event of a call, with the messages around it. */
export interface Step {
  readonly event: BotEvent;
  /** Since the start of the call, ms. */
  readonly afterMs: number;
  readonly wire: readonly WireEntry[];
}

/** A call's events in order. Messages without an event belong to the event before (or, at the start, after) them. */
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

/** Whether two steps of different clouds are the same: they have the same event and summary. */
export function sameStep(a: Step, b: Step): boolean {
  return a.event.type === b.event.type && a.event.summary === b.event.summary;
}
