import type { IncomingSignal } from "../adapter/signal.js";
import { memberOf, refOf } from "../record/call-key.js";
import type { CallRecord } from "../record/call-record.js";
import { incomingRecord } from "../record/call-record.js";
import { type Arrived, decodeEntry } from "../record/record-codec.js";
import { graceMs } from "../reduce/decision.js";
import { endCall } from "../reduce/state.js";
import { type Turn, timerNames } from "../reduce/turn.js";
import type { Held } from "../store/store.js";
import { partiesOf } from "../telemetry/telemetry.js";
import type { Instance } from "./instance.js";

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

/**
 * The record of a call that came in. How long it has rung is put together from durations: what it was when it arrived, and what the store says of the time
 * since. The provider's clock, and that of the instance where it arrived, may differ from this one's.
 */
export function recordOf(instance: Instance, signal: Arrived<IncomingSignal>, held: Held): CallRecord {
  const { key } = held.lease;
  const member = memberOf(key);
  const adapter = instance.adapterOf(member);
  const within = signal.answerWithinMs ?? adapter.limits.answerWithinMs ?? defaultMs;
  const rangMs = (signal.ageMs ?? 0) + (held.waitedMs ?? 0);
  const record = incomingRecord(
    { key, member, provider: adapter.name },
    signal,
    instance.clock.now() - rangMs + within - graceMs,
  );
  if (rangMs >= within - graceMs) {
    const { telemetry } = instance;
    telemetry.log("cameTooLate", { callRef: refOf(record), rangMs, ...partiesOf(telemetry, record) });
  }
  return record;
}

/**
 * Tells the bot of it, while there is time to decide. One that arrives too late was never an incoming call.
 * @param turnAway this instance closes, and no other could take the call: the caller is rejected instead.
 */
export function announce(turn: Turn, signal: IncomingSignal, turnAway: boolean): void {
  const left = (turn.record.decideBy ?? 0) - turn.rules.now;
  const cause = {
    id: "incoming",
    at: signal.at,
    source: "event",
    ...(signal.raw === undefined ? {} : { raw: signal.raw }),
  } as const;
  if (left <= 0) return endCall(turn, undefined, cause, "no-answer");
  // Also for a caller who is turned away: should the instance die before the rejection, the record ends all the same.
  turn.timer(timerNames.decide, left);
  turn.timer(timerNames.ringOver, left + graceMs);
  if (turnAway) return turn.perform("turn-away");
  turn.emit({ type: "incoming" }, cause);
}
