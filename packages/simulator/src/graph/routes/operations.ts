import { callRoute } from "../api/call-route.js";
import { type GraphRoute, noBody, ok } from "../api/route.js";
import { GraphFailure } from "../wire/errors.js";

/** An operation as it is now: what `Location` of every operation points to (in the metadata; it has no page). */
const getOperation = callRoute({
  operation: "GET calls/{call}/operations/{operation}",
  title: "get operation",
  body: noBody,
  handle({ call, id }) {
    const operation = call.operations.get(id("operation").toLowerCase());
    if (!operation) throw new GraphFailure(404, "8522", "Operation not found.");
    return ok(operation);
  },
});

export const operationRoutes: readonly GraphRoute[] = [getOperation];
