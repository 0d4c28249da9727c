import { CallingError, type CallState, type Signal, type StateSignal } from "@trunkline/core";
import { parseResultInfo } from "@trunkline/microsoft";
import { callSchema, type ReadCall, readState } from "../client/entities.js";
import { identityToParty } from "../parties/identity-to-party.js";
import { readToneWord } from "../tones.js";
import { readIncoming } from "./incoming-call.js";
import { type Notification, refuseTenant, signalBase } from "./notification.js";

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

/** Every update of a call repeats its state. Written out, so that all signals have the same shape. */
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
    kind: "unrecognized",
    id: `unrecognized:${notification.delivery}`,
    type: `call state ${state}`,
    ...signalBase(notification),
  };
}

/** The call is over. A redirected call's end may say who took it, at times encrypted. */
function readEnd(notification: Notification, call: ReadCall): StateSignal {
  const result = parseResultInfo(call.resultInfo, call.terminationReason);
  const answeredBy = call.answeredBy?.identity;
  return {
    kind: "state",
    id: "ended",
    state: "disconnected",
    ...signalBase(notification),
    ...(result ? { result } : {}),
    ...(answeredBy ? { answeredBy: identityToParty(answeredBy, notification.numbers) } : {}),
  };
}

/**
 * What became of a transfer shows in the state of the call (documented): `transferAccepted`, or `established` once more with a result
 * of 400 and more. It carries no context, so core finds the operation by its verb.
 */
function readTransfer(notification: Notification, call: ReadCall): readonly Signal[] {
  const state = call.state?.toLowerCase();
  const result = parseResultInfo(call.resultInfo);
  const outcome = outcomeOf(state, result?.code ?? 0);
  if (!outcome) return [];
  return [
    {
      kind: "operation",
      verb: "transfer",
      id: `transfer:${outcome}:${notification.delivery}`,
      outcome,
      ...signalBase(notification),
      ...(result ? { result } : {}),
    },
  ];
}

function outcomeOf(state: string | undefined, code: number): "completed" | "failed" | undefined {
  if (state === "transferaccepted") return "completed";
  return state === "established" && code >= 400 ? "failed" : undefined;
}

/** A key that was pressed comes as an update of the call. The sequence is an Int64, written as a number or as text. */
function readTones(notification: Notification, { toneInfo }: ReadCall): readonly Signal[] {
  if (!toneInfo?.tone) return [];
  const { delivery } = notification;
  const base = signalBase(notification);
  const tone = readToneWord(toneInfo.tone);
  if (!tone) {
    return [{ kind: "unrecognized", id: `unrecognized:${delivery}`, type: `tone ${toneInfo.tone}`, ...base }];
  }
  const counted = toneInfo.sequenceId == null ? Number.NaN : Number(toneInfo.sequenceId);
  const sequence = Number.isSafeInteger(counted) ? counted : undefined;
  // Written out, so that all of them have one shape.
  const { at, call, providerCallId, raw } = base;
  return [{ at, call, providerCallId, raw, kind: "dtmf", id: `tone:${sequence ?? delivery}`, tone, sequence }];
}
