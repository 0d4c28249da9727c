import type { GraphRoute } from "../api/graph-route.js";
import { ok } from "../api/reply.js";
import { callEntity } from "../calls/call-entity.js";

/** The call as it is now. */
export const getCall: GraphRoute = {
  method: "GET",
  path: "calls/{call}",
  title: "get call",
  handle(request, graph) {
    const call = graph.calls.of(request.principal, request.id("call"));
    return ok(callEntity(graph, call, request.root, request.version));
  },
};
