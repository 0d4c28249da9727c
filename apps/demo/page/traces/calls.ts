import type { CallView, WireEntry } from "@trunkline/simulator/page";
import type { BotEvent, Provider } from "../../src/protocol.js";

/** A call as the bot knows it, with the messages that it caused. */
export interface BotCall {
  /** The library's ref. */
  readonly ref: string;
  readonly provider: Provider;
  /** The simulator's id of the conversation; absent on a real cloud. */
  readonly callId: string | undefined;
  readonly startedAt: number;
  readonly events: readonly BotEvent[];
  readonly wire: readonly WireEntry[];
}

/** A call that the simulator began within so much of the bot's first event is the same one, ms. */
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
  return [...byRef].flatMap(([ref, told]) => {
    const [first] = told;
    if (!first) return [];
    const callId = simulatedCall(told, first, calls)?.id;
    const wire = log.filter((entry) => callId !== undefined && entry.callId === callId);
    return [{ ref, provider: first.provider, callId, startedAt: first.at, events: told, wire }];
  });
}

/** The simulator's call: by the provider's id, or, for one that was never answered and so has none, by the time. */
function simulatedCall(told: readonly BotEvent[], first: BotEvent, calls: readonly CallView[]): CallView | undefined {
  const ids = new Set(told.map((event) => event.providerCallId));
  const named = calls.find(({ legs }) => legs.some(({ id, owner }) => owner.kind === "bot" && ids.has(id)));
  if (named) return named;
  return calls.findLast(({ startedAt }) => startedAt <= first.at && first.at - startedAt < NEAR_MS);
}

/** A provider's call to lay beside the other's: the newest that came in, since those are what one compares; else the newest. */
export function latestOf(calls: readonly BotCall[], provider: Provider): BotCall | undefined {
  const ofProvider = calls.filter((call) => call.provider === provider);
  return ofProvider.findLast((call) => call.events.some(({ type }) => type === "incoming")) ?? ofProvider.at(-1);
}
