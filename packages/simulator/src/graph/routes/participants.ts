import { type GraphRoute, ok } from "../api/route.js";
import { participantEntity, rosterOf } from "../calls/call-entity.js";
import { GraphFailure } from "../wire/errors.js";

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

/** One of those in the call (documented; the refusal of an unknown one is ours). */
export const getParticipant: GraphRoute = {
  method: "GET",
  path: "calls/{call}/participants/{participant}",
  title: "get participant",
  handle(request, graph) {
    const call = graph.calls.of(request.principal, request.id("call"));
    const wanted = request.id("participant").toLowerCase();
    const leg = rosterOf(graph, call).find((one) => one.participantId === wanted);
    if (!leg) throw new GraphFailure(404, "8558", "Participant not present.");
    return ok({
      "@odata.context": `${request.root}/$metadata#communications/calls('${call.id}')/participants/$entity`,
      ...participantEntity(leg),
    });
  },
};
