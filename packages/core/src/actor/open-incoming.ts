import type { IncomingSignal } from "../adapter/signal.js";
import { memberOf, refOf } from "../record/call-key.js";
import type { CallRecord } from "../record/call-record.js";
import { newRecord } from "../record/call-record.js";
import { type Arrived, decodeEntry } from "../record/record-codec.js";
import { timingFrom } from "../record/timing.js";
import { decisionGraceMs, usualDecisionMs } from "../reduce/decision.js";
import { bindName, endCall } from "../reduce/state.js";
import { type Turn, timerNames } from "../reduce/turn.js";
import type { Held } from "../store/store.js";
import { partiesOf } from "../telemetry/telemetry.js";
import type { Instance } from "./instance.js";

const none = [] as const;

/** The signal of the incoming call among the waiting entries, if there is one. */
export function findIncoming(held: Held): Arrived<IncomingSignal> | undefined {
  for (const entry of held.inbox) {
    const signal = decodeEntry(entry.body);
    if (signal.kind === "incoming") return signal;
  }
  return undefined;
}

/**
 * The record of an incoming call. How long it has rung is a sum of durations: its age at its arrival, and the time since then by the
 * store. The clocks of the provider and of the receiving instance may differ from this one.
 */
export function recordOf(
  instance: Pick<Instance, "adapterOf" | "clock" | "telemetry">,
  signal: Arrived<IncomingSignal>,
  held: Held,
): CallRecord {
  const { key } = held.lease;
  const member = memberOf(key);
  const adapter = instance.adapterOf(member);
  const within = signal.answerWithinMs ?? adapter.limits.answerWithinMs ?? usualDecisionMs;
  const rangMs = (signal.ageMs ?? 0) + (held.waitedMs ?? 0);
  const { from, to, group = false } = signal;
  const record = newRecord({
    key,
    member,
    provider: adapter.name,
    from,
    to,
    group,
    direction: "incoming",
    state: "incoming",
    timing: timingFrom(instance.clock.now() - (held.waitedMs ?? 0)),
    decideBy: instance.clock.now() - rangMs + within - decisionGraceMs,
    trace: signal.trace,
    forwardedFrom: signal.forwardedFrom ?? none,
    chainId: signal.chainId,
    providerCallId: signal.providerCallId ?? "",
    memo: signal.memo ?? null,
    warnings: signal.warnings ?? none,
  });
  if (rangMs >= within - decisionGraceMs) {
    const { telemetry } = instance;
    telemetry.log("cameTooLate", { callRef: refOf(record), rangMs, ...partiesOf(telemetry, record) });
  }
  return record;
}

/**
 * Offers the call to the bot while there is time to decide. A call that arrives too late is not offered.
 * @param turnAway this instance is closing, and no other could take the call: the caller is rejected instead.
 */
export function announce(turn: Turn, signal: Arrived<IncomingSignal>, turnAway: boolean): void {
  const left = (turn.record.decideBy ?? 0) - turn.rules.now;
  const cause = {
    id: "incoming",
    at: signal.at,
    source: "event",
    ...(signal.raw === undefined ? {} : { raw: signal.raw }),
  } as const;
  if (left <= 0) return endCall(turn, undefined, cause, "no-answer");
  // Also when the caller is turned away: if the instance dies before the rejection, the record ends anyway.
  turn.timer(timerNames.decide, left);
  turn.timer(timerNames.ringOver, left + decisionGraceMs);
  // The provider may name the call by its id from now on, and not as it announced it.
  if (!("alias" in signal.call) || signal.call.alias !== signal.providerCallId) bindName(turn);
  if (turnAway) return turn.perform("turn-away");
  turn.emit({ type: "incoming" }, cause);
}
