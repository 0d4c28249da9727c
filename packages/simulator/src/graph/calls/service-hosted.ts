import { badRequest, GraphFailure } from "../api/graph-failure.js";
import type { GraphRequest } from "../api/graph-route.js";
import type { GraphContext } from "../graph-context.js";
import { mediaHost } from "../wire/media-config.js";
import { engineFacts } from "./engine-facts.js";
import type { GraphCall } from "./graph-call.js";

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
