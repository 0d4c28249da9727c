import type { GraphRoute } from "../api/graph-route.js";
import { ok } from "../api/reply.js";
import { participantEntity, rosterOf } from "../calls/participants.js";

/** Who is in the call (documented). */
export const listParticipants: GraphRoute = {
  method: "GET",
  path: "calls/{call}/participants",
  title: "list participants",
  handle(request, graph) {
    const call = graph.calls.of(request.principal, request.id("call"));
    return ok({
      "@odata.context": `${request.root}/$metadata#communications/calls('${call.id}')/participants`,
      value: rosterOf(graph, call).map(participantEntity),
    });
  },
};
