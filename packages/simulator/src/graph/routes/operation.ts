import { type GraphRequest, type GraphRoute, ok, type Reply } from "../api/route.js";
import { engineFacts, type GraphCall, type GraphContext } from "../calls/context.js";
import { succeeded } from "../calls/result-info.js";
import type { JsonObject } from "../wire/body.js";
import { badRequest, GraphFailure } from "../wire/errors.js";
import { mediaHost } from "../wire/schemas.js";

type OperationKind = "playPrompt" | "cancelMediaProcessing" | "subscribeToTone" | "sendDtmfTones";

interface OperationSpec {
  readonly id: string;
  readonly kind: OperationKind;
  readonly clientContext?: string | null | undefined;
  readonly status: "running" | "completed";
}

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

/** The call of a request about media, which must be established (documented; status and subcode are ours). */
export function establishedCall(graph: GraphContext, request: GraphRequest): GraphCall {
  const call = graph.calls.of(request.principal, request.id("call"));
  if (engineFacts(graph, call).leg.state === "connected") return call;
  throw new GraphFailure(
    409,
    "8585",
    `Action not valid in the call's current state: it is ${call.state}, not established.`,
  );
}

/** The same for prompts and tones, which an app that handles its media itself does not get (code and words are ours). */
export function serviceHostedCall(graph: GraphContext, request: GraphRequest, action: string): GraphCall {
  const call = establishedCall(graph, request);
  if (!handlesItsMedia(call)) return call;
  throw badRequest(`${action}: the call has app-hosted media; this needs service-hosted media.`);
}

/** Whether the app handles the call's media itself. */
export function handlesItsMedia(call: GraphCall): boolean {
  return call.media !== undefined && mediaHost(call.media) === "app";
}

/** An operation as it is now: what `Location` of every operation points to (in the metadata; it has no page). */
export const getOperation: GraphRoute = {
  method: "GET",
  path: "calls/{call}/operations/{operation}",
  title: "get operation",
  handle(request, graph) {
    const call = graph.calls.of(request.principal, request.id("call"));
    const operation = call.operations.get(request.id("operation").toLowerCase());
    if (!operation) throw new GraphFailure(404, "8522", "Operation not found.");
    return ok(operation);
  },
};
