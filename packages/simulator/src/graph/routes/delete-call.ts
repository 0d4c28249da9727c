import type { GraphRoute } from "../api/graph-route.js";
import { gone } from "../api/reply.js";

/** Hangs up: ends a one-to-one call, leaves a group call (documented). */
export const deleteCall: GraphRoute = {
  method: "DELETE",
  path: "calls/{call}",
  title: "delete call",
  handle(request, graph) {
    const call = graph.calls.of(request.principal, request.id("call"));
    graph.engine.bots.hangUp(call.id);
    return gone;
  },
};
