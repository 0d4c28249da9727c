import type { z } from "zod";
import { engineFacts, type GraphCall, type GraphContext } from "../calls/context.js";
import { parseBody } from "../wire/body.js";
import { badRequest, GraphFailure } from "../wire/errors.js";
import { mediaHost } from "../wire/schemas.js";
import type { OperationName } from "./operations.js";
import type { BodySpec, CallNeed, GraphRequest, GraphRoute, Reply } from "./route.js";

/** A request about a call that its app may act on. */
export interface CallRequest<Body> extends GraphRequest<Body> {
  readonly call: GraphCall;
}

interface CallRouteSpec<Schema extends z.ZodType> {
  readonly operation: OperationName;
  readonly title: string;
  /** Absent: any state. */
  readonly needs?: CallNeed;
  readonly body: BodySpec<Schema>;
  handle(request: CallRequest<z.infer<Schema>>, graph: GraphContext): Reply;
}

/** An operation on a call: finds the call, checks its state, reads the body. */
export function callRoute<Schema extends z.ZodType>(spec: CallRouteSpec<Schema>): GraphRoute {
  const { operation, title, needs, body } = spec;
  return {
    operation,
    title,
    body,
    ...(needs ? { needs } : {}),
    handle(request, graph) {
      const call = graph.calls.of(request.principal, request.id("call"));
      if (needs) requireState(graph, call, needs, title);
      return spec.handle({ ...request, call, body: parseBody(body.schema, request.body) }, graph);
    },
  };
}

function requireState(graph: GraphContext, call: GraphCall, needs: CallNeed, action: string): void {
  const { leg, conversation } = engineFacts(graph, call);
  if (needs === "offered") {
    if (leg.state !== "ringing" || call.direction !== "incoming") throw wrongState(call, "incoming");
    return;
  }
  if (leg.state !== "connected") throw wrongState(call, "established");
  if (needs === "service-hosted" && handlesItsMedia(call))
    throw badRequest(`${action}: the call has app-hosted media; this needs service-hosted media.`);
  if (needs.endsWith("group") && conversation.kind === "one-to-one")
    throw badRequest(`${action}: the call is one-to-one; this needs a group call or a meeting.`);
  if (needs === "app-hosted group" && !handlesItsMedia(call))
    throw badRequest(`${action}: the call has service-hosted media; this needs app-hosted media.`);
}

function wrongState(call: GraphCall, needed: string): GraphFailure {
  const message = `Action not valid in the call's current state: it is ${call.state}, not ${needed}.`;
  return new GraphFailure(409, "8585", message);
}

/** Whether the app handles the call's media itself. */
export function handlesItsMedia(call: GraphCall): boolean {
  return call.media !== undefined && mediaHost(call.media) === "app";
}
