import type { OperationSignal, Signal, VerbName } from "@trunkline/core";
import { type NumberedResult, operationHint, operationResultFrom, parseResultInfo } from "@trunkline/microsoft";
import { canonicalId, operationSchema, type ReadOperation, shortType } from "../client/entities.js";
import { operationTypes } from "../verbs/verbs.js";
import { type Notification, signalBase } from "./notification.js";

const verbs: ReadonlyMap<string, VerbName> = new Map(
  Object.entries(operationTypes).map(([type, verb]) => [shortType(type), verb]),
);

/** The ends of operations. The id is only in the data or only in the address. A running operation yields no signal. */
export function readOperation(notification: Notification): readonly Signal[] {
  const { data } = notification;
  const entities: readonly unknown[] = Array.isArray(data) ? data : [data];
  return entities.flatMap((entity) => readEnd(notification, entity));
}

function readEnd(notification: Notification, entity: unknown): readonly Signal[] {
  const operation = operationSchema.safeParse(entity).data;
  if (!operation) return [];
  const status = operation.status?.toLowerCase();
  if (notification.change !== "deleted" && status !== "completed" && status !== "failed") return [];
  const id = canonicalId(operation.id ?? notification.path.childId);
  const base = { id: `operation:${id || notification.delivery}`, ...signalBase(notification) };
  const verb = verbs.get(notification.type);
  if (!verb) return [{ kind: "unrecognized", type: `${notification.type} ${status ?? "ended"}`, ...base }];
  return [
    {
      kind: "operation",
      verb,
      ...base,
      ...(operation.clientContext ? { operationId: operation.clientContext } : {}),
      ...(id ? { providerOperationId: id } : {}),
      ...outcomeOf(operation),
    },
  ];
}

/** Sent tones always end with the status `completed` (documented); only the reason has the outcome. */
const reasons: ReadonlyMap<string, OperationSignal["outcome"]> = new Map([
  ["completedsuccessfully", "completed"],
  ["mediaoperationcanceled", "canceled"],
  ["operationcanceled", "canceled"],
  ["unknown", "failed"],
]);

function outcomeOf(operation: ReadOperation): Pick<OperationSignal, "outcome" | "result" | "hint"> {
  const result = parseResultInfo(operation.resultInfo);
  const word = operation.completionReason;
  const byReason = word ? reasons.get(word.toLowerCase()) : undefined;
  if (byReason) return { outcome: byReason, result: result ?? saying(`completion reason: ${word}`) };
  const outcome = byFigures(operation, result);
  return { outcome, ...(result ? { result } : {}), ...(outcome === "failed" && result ? operationHint(result) : {}) };
}

/** A canceled prompt is `failed` with 400/8508 (documented): the figures say more than the status. */
function byFigures({ status }: ReadOperation, result: NumberedResult | undefined): OperationSignal["outcome"] {
  const read = result ? operationResultFrom(result).outcome : "unknown";
  if (read !== "unknown") return read;
  return status?.toLowerCase() === "failed" ? "failed" : "completed";
}

function saying(message: string): NumberedResult {
  return { code: 0, subcode: 0, message };
}
