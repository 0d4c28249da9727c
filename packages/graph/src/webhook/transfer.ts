import type { Signal } from "@trunkline/core";
import { parseResultInfo } from "@trunkline/microsoft";
import type { ReadCall } from "../wire/read-call.js";
import { type Notification, signalBase } from "./notification.js";

/**
 * What became of a transfer shows in the state of the call (documented): `transferAccepted`, or `established` once more with a result
 * of 400 and more. It carries no context, so core tells it by the verb.
 */
export function readTransfer(notification: Notification, call: ReadCall): readonly Signal[] {
  const state = call.state?.toLowerCase();
  const result = parseResultInfo(call.resultInfo);
  const outcome = outcomeOf(state, result?.code ?? 0);
  if (!outcome) return [];
  return [
    {
      ...signalBase(notification),
      kind: "operation",
      verb: "transfer",
      id: `transfer:${outcome}:${notification.delivery}`,
      outcome,
      ...(result ? { result } : {}),
    },
  ];
}

function outcomeOf(state: string | undefined, code: number): "completed" | "failed" | undefined {
  if (state === "transferaccepted") return "completed";
  return state === "established" && code >= 400 ? "failed" : undefined;
}
