import { GraphFailure } from "../api/graph-failure.js";
import type { GraphRoute } from "../api/graph-route.js";
import { ok } from "../api/reply.js";

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
