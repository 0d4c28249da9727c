import type { Limits } from "../adapter/capabilities.js";
import type { KnownCall } from "../operations/check-verb.js";
import type { CallRecord } from "../record/call-record.js";
import { newRecord } from "../record/call-record.js";
import { type OperationRecord, operationRecord } from "../record/operation-record.js";
import { type Cause, type Rules, Turn } from "../reduce/turn.js";
import { phone } from "../words/to-party.js";
import { Loopback, loopbackAdapter } from "./loopback.fixture.js";

/** The time of the turns here. */
export const now = 1_000_000;

/** A turn of a connected call, for tests of one step. Everything in it is fixed, and every event has a listener. */
export function turnOf(
  change: Partial<CallRecord> = {},
  { adapter, ...rules }: Partial<Omit<Rules, "adapter">> & { readonly adapter?: Partial<Rules["adapter"]> } = {},
): Turn {
  const parties = { from: phone("+14255550100"), to: phone("+14255550123") };
  const connected = { state: "connected", wasConnected: true, providerCallId: "p1" } as const;
  const record = newRecord({ key: "k", member: "", provider: "loopback", ...parties, ...connected, ...change });
  return new Turn(record, {
    now,
    adapter: { ...loopbackAdapter(new Loopback()), ...adapter },
    reconcileEveryMs: 300_000,
    listens: () => true,
    newId: () => "new",
    random: () => 0,
    ...rules,
  });
}

/** An operation under way that the provider has accepted. */
export function underWay(verb: OperationRecord["verb"], more: Partial<OperationRecord> = {}): OperationRecord {
  return { ...operationRecord({ id: verb, verb, startedAt: now, accepted: true }), ...more };
}

/** A callback that caused something. */
export const callback: Cause = { id: "event-1", at: now, source: "event" };

/** A connected call as a verb sees it, on a provider with these limits. */
export function knownCall(limits: Limits = {}, change: Partial<CallRecord> = {}): KnownCall {
  const { record } = turnOf(change);
  return { adapter: loopbackAdapter(new Loopback(), limits), record, ref: "loopback:k", requireLive: () => {} };
}
