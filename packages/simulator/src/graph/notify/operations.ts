import type { Provenance } from "../../delivery/delivery.js";
import type { GraphCall, GraphContext } from "../calls/context.js";
import type { JsonObject } from "../wire/body.js";
import { notify } from "./notify.js";

/** The one notification of an operation that was answered `running`: it is `deleted`, with its outcome (documented). */
export function endOperation(
  graph: GraphContext,
  call: GraphCall,
  operationId: string,
  changes: JsonObject,
  title: string,
  tag: Provenance,
): void {
  const started = call.operations.get(operationId);
  if (!started) return;
  const ended: JsonObject = { ...started, ...changes };
  call.operations.set(operationId, ended);
  notify(graph, call, { title, tag, changeType: "deleted", below: `/operations/${operationId}`, data: ended });
}
