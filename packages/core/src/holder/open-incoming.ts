import type { IncomingSignal } from "../adapter/signal.js";
import { memberOf } from "../inbound/member-key.js";
import type { CallRecord } from "../record/call-record.js";
import { incomingRecord } from "../record/new-record.js";
import { type Arrived, decodeEntry } from "../record/record-codec.js";
import { endCall } from "../reduce/end.js";
import { graceMs } from "../reduce/on-decide-timer.js";
import { type Turn, timerNames } from "../reduce/turn.js";
import type { Held } from "../store/store.js";
import type { Runtime } from "./runtime.js";

/** Where neither the event nor the adapter names a deadline, ms. */
const defaultMs = 15_000;

/** The signal of the incoming call among what waits, if there is one. */
export function findIncoming(held: Held): Arrived<IncomingSignal> | undefined {
  for (const entry of held.inbox) {
    const signal = decodeEntry(entry.body);
    if (signal.kind === "incoming") return signal;
  }
  return undefined;
}

/** The record of a call that came in. */
export function recordOf(runtime: Runtime, key: string, signal: Arrived<IncomingSignal>): CallRecord {
  const member = memberOf(key);
  const adapter = runtime.adapterOf(member);
  const within = signal.answerWithinMs ?? adapter.limits.answerWithinMs ?? defaultMs;
  return incomingRecord({ key, member, provider: adapter.name }, signal, signal.at + within - graceMs);
}

/** Tells the bot of it, while there is time to decide. One that arrives too late was never an incoming call. */
export function announce(turn: Turn, signal: IncomingSignal): void {
  const left = (turn.record.decideBy ?? 0) - turn.rules.now;
  const origin = {
    id: "incoming",
    at: signal.at,
    source: "event",
    ...(signal.raw === undefined ? {} : { raw: signal.raw }),
  } as const;
  if (left <= 0) return endCall(turn, undefined, origin, "no-answer");
  turn.timer(timerNames.decide, left);
  turn.tell({ type: "incoming" }, origin);
}
