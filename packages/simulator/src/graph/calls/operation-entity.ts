import type { GraphRequest } from "../api/graph-route.js";
import type { Reply } from "../api/reply.js";
import type { JsonObject } from "../json.js";
import type { GraphCall } from "./graph-call.js";

export type OperationKind = "playPrompt" | "cancelMediaProcessing" | "subscribeToTone" | "sendDtmfTones";

export interface OperationSpec {
  readonly id: string;
  readonly kind: OperationKind;
  readonly clientContext?: string | null | undefined;
  readonly status: "running" | "completed";
}

/** `resultInfo` of what went well (documented). */
export const succeeded = {
  "@odata.type": "#microsoft.graph.resultInfo",
  code: 200,
  subcode: 0,
  message: "Action completed successfully.",
} as const;

/** Files a new operation with its call and answers it: 200, its address, and the operation (documented). */
export function startOperation(call: GraphCall, request: GraphRequest, spec: OperationSpec): Reply {
  const body: JsonObject = {
    "@odata.type": `#microsoft.graph.${spec.kind}Operation`,
    status: spec.status,
    ...(spec.status === "completed" ? { resultInfo: succeeded } : {}),
    clientContext: spec.clientContext ?? null,
    id: spec.id,
  };
  call.operations.set(spec.id, body);
  return { status: 200, body, location: `${request.root}/communications/calls/${call.id}/operations/${spec.id}` };
}
