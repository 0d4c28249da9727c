import { callRoute } from "../api/call-route.js";
import { type GraphRoute, noBody, ok } from "../api/route.js";
import { GraphFailure } from "../wire/errors.js";

/** All operations of a call, ended ones included (in the metadata; it has no page). */
const listOperations = callRoute({
  operation: "GET calls/{call}/operations",
  title: "list operations",
  body: noBody,
  handle: ({ call, root, note }) => {
    note({ tag: "ours" });
    return ok({
      "@odata.context": `${root}/$metadata#communications/calls('${call.id}')/operations`,
      value: [...call.operations.values()],
    });
  },
});

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

export const operationRoutes: readonly GraphRoute[] = [listOperations, getOperation];
