import { GraphFailure } from "../api/graph-failure.js";
import type { GraphRequest } from "../api/graph-route.js";
import type { GraphContext } from "../graph-context.js";
import { engineFacts } from "./engine-facts.js";
import type { GraphCall } from "./graph-call.js";

/** The incoming call of a request, while it waits for a decision. Answering, rejecting or redirecting twice is refused (ours). */
export function offeredCall(graph: GraphContext, request: GraphRequest): GraphCall {
  const call = graph.calls.of(request.principal, request.id("call"));
  const { leg } = engineFacts(graph, call);
  if (leg.state === "ringing" && call.direction === "incoming") return call;
  throw new GraphFailure(
    409,
    "8585",
    `Action not valid in the call's current state: it is ${call.state}, not incoming.`,
  );
}
