import { z } from "zod";
import { GraphFailure } from "../api/graph-failure.js";
import type { GraphRoute } from "../api/graph-route.js";
import { startOperation } from "../calls/operation-entity.js";
import { establishedCall, handlesItsMedia } from "../calls/service-hosted.js";
import { parseBody } from "../wire/parse-body.js";
import { clientContextSchema } from "../wire/schemas.js";

const bodySchema = z.looseObject({ clientContext: clientContextSchema });

/** From now on every key is reported as an update of the call; there is no way back (documented). */
export const subscribeToTone: GraphRoute = {
  method: "POST",
  path: "calls/{call}/subscribeToTone",
  title: "subscribeToTone",
  handle(request, graph) {
    const call = establishedCall(graph, request);
    const { clientContext } = parseBody(bodySchema, request.body);
    if (handlesItsMedia(call)) {
      throw new GraphFailure(500, "9999", "Encountered Exception during ToneSubscription", "observed");
    }
    graph.engine.media.hearTones(call.id);
    const id = graph.random.id();
    return startOperation(call, request, { id, kind: "subscribeToTone", clientContext, status: "completed" });
  },
};
