import { CallingError, type CallState, type Signal } from "@trunkline/core";
import { readState } from "../wire/call-states.js";
import { callSchema, type ReadCall } from "../wire/read-call.js";
import { readEnd } from "./call-end.js";
import { readTones } from "./dtmf.js";
import { readIncoming } from "./incoming.js";
import { type Notification, refuseTenant, signalBase } from "./notification.js";
import { readTransfer } from "./transfer.js";

/** Reads what is said of the call itself: one entity, or several where changes were bundled. */
export function readCallNotification(notification: Notification): readonly Signal[] {
  const { data } = notification;
  const bundled: readonly unknown[] = data === undefined ? [] : Array.isArray(data) ? data : [data];
  const entities = bundled.length === 0 ? [{}] : bundled;
  return entities.flatMap((entity) => {
    const call = callSchema.safeParse(entity).data;
    return call ? readCall(notification, call) : [];
  });
}

function readCall(notification: Notification, call: ReadCall): readonly Signal[] {
  checkTenant(notification, call);
  // The documented end of a rejected call has neither a state nor a result.
  if (notification.change === "deleted") return [readEnd(notification, call)];
  const state = call.state ? readState(call.state) : undefined;
  if (state === "disconnected") return [readEnd(notification, call)];
  if (state === "incoming") return [readIncoming(notification, call)];
  if (call.state && state === undefined) return [unknownState(notification, call.state)];
  const signals: Signal[] = [];
  if (state !== undefined && state !== "beside") signals.push(stateReached(notification, state));
  signals.push(...readTransfer(notification, call), ...readTones(notification, call));
  return signals;
}

/** Every update of a call says its state again. Not put together by spreading, which costs 2 µs. */
function stateReached(notification: Notification, state: CallState): Signal {
  const { at, call, providerCallId, raw } = signalBase(notification);
  return { at, call, providerCallId, raw, kind: "state", id: `state:${state}`, state };
}

/** @throws CallingError `forbidden` when the token is of another tenant than the entity itself names. */
function checkTenant({ principal }: Notification, { tenantId }: ReadCall): void {
  const why = refuseTenant(tenantId, principal.tenantId);
  if (why !== undefined) throw new CallingError("forbidden", why, { provider: "graph" });
}

function unknownState(notification: Notification, state: string): Signal {
  return {
    ...signalBase(notification),
    kind: "unrecognized",
    id: `unrecognized:${notification.delivery}`,
    type: `call state ${state}`,
  };
}
