import { callRoute } from "../api/call-route.js";
import { type GraphRoute, gone, noBody, ok } from "../api/route.js";
import { requireRole } from "../auth/authorize.js";
import { invitationOf } from "../calls/invitations.js";
import { participantEntity, participantIn, rosterOf } from "../calls/roster.js";

/** Who is in the call (documented). */
const listParticipants = callRoute({
  operation: "GET calls/{call}/participants",
  title: "list participants",
  body: noBody,
  handle: ({ call, root }, graph) =>
    ok({
      "@odata.context": `${root}/$metadata#communications/calls('${call.id}')/participants`,
      value: rosterOf(graph, call),
    }),
});

/** One of those in the call (documented). */
const getParticipant = callRoute({
  operation: "GET calls/{call}/participants/{participant}",
  title: "get participant",
  body: noBody,
  handle: ({ call, root, id }, graph) =>
    ok({
      "@odata.context": `${root}/$metadata#communications/calls('${call.id}')/participants/$entity`,
      ...participantEntity(graph, participantIn(graph, call, id("participant"))),
    }),
});

/**
 * Takes somebody out of the call, or an invitation back that rings (documented). The tenant's setting that allows an app to do this is taken as given (ours). No page
 * restricts this to group calls; a call for two ends with it (ours).
 */
const removeParticipant = callRoute({
  operation: "DELETE calls/{call}/participants/{participant}",
  title: "remove participant",
  needs: "established",
  body: noBody,
  handle({ principal, call, id }, graph) {
    requireRole(principal, "Calls.JoinGroupCallAsGuest.All", "Calls.JoinGroupCall.All");
    const invited = invitationOf(graph, call, id("participant"));
    if (invited === undefined) graph.engine.bots.remove(call.id, participantIn(graph, call, id("participant")).party);
    else graph.engine.bots.cancelInvite(call.id, invited);
    return gone;
  },
});

export const participantRoutes: readonly GraphRoute[] = [listParticipants, getParticipant, removeParticipant];
