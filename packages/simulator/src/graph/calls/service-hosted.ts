import { badRequest } from "../api/graph-failure.js";
import type { GraphRequest } from "../api/graph-route.js";
import type { GraphContext } from "../graph-context.js";
import { mediaHost } from "../wire/media-config.js";
import type { GraphCall } from "./graph-call.js";

/** The call of a request for prompts or tones, which an app that handles its media itself does not get (code and words are ours). */
export function serviceHostedCall(graph: GraphContext, request: GraphRequest, action: string): GraphCall {
  const call = graph.calls.of(request.principal, request.id("call"));
  if (handlesItsMedia(call))
    throw badRequest(`${action}: the call has app-hosted media; this needs service-hosted media.`);
  return call;
}

/** Whether the app handles the call's media itself. */
export function handlesItsMedia(call: GraphCall): boolean {
  return call.media !== undefined && mediaHost(call.media) === "app";
}
