import { z } from "zod";
import type { GraphRoute } from "../api/graph-route.js";
import { startOperation } from "../calls/operation-entity.js";
import { serviceHostedCall } from "../calls/service-hosted.js";
import { parseBody } from "../wire/parse-body.js";
import { clientContextSchema } from "../wire/schemas.js";

const bodySchema = z.looseObject({ clientContext: clientContextSchema });

/** Cancels what is playing, queued or being sent; the tone subscription stays (documented). Each canceled operation reports itself. */
export const cancelMediaProcessing: GraphRoute = {
  method: "POST",
  path: "calls/{call}/cancelMediaProcessing",
  title: "cancelMediaProcessing",
  handle(request, graph) {
    const call = serviceHostedCall(graph, request, "cancelMediaProcessing");
    const { clientContext } = parseBody(bodySchema, request.body);
    graph.engine.media.cancel(call.id);
    const id = graph.random.id();
    return startOperation(call, request, { id, kind: "cancelMediaProcessing", clientContext, status: "completed" });
  },
};
