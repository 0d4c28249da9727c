import { z } from "zod";
import type { SharingSession } from "../../engine/call.js";
import { callRoute } from "../api/call-route.js";
import { accepted, type GraphRoute, noBody, ok } from "../api/route.js";
import { requireRole } from "../auth/authorize.js";
import { engineFacts } from "../calls/context.js";
import { sendRosters } from "../notify/participants.js";
import type { JsonObject } from "../wire/body.js";
import { GraphFailure } from "../wire/errors.js";
import { anyCase } from "../wire/schemas.js";

/** The screens that people share at the moment (documented). */
const listSessions = callRoute({
  operation: "GET calls/{call}/contentSharingSessions",
  title: "list content sharing sessions",
  body: noBody,
  handle({ principal, call, root }, graph) {
    requireRole(principal, "Calls.JoinGroupCallAsGuest.All", "Calls.JoinGroupCall.All");
    return ok({
      "@odata.context": `${root}/$metadata#communications/calls('${call.id}')/contentSharingSessions`,
      value: engineFacts(graph, call).conversation.sharing.map(sessionEntity),
    });
  },
});

/** One of them (documented; the refusal of an unknown one is ours). */
const getSession = callRoute({
  operation: "GET calls/{call}/contentSharingSessions/{session}",
  title: "get content sharing session",
  body: noBody,
  handle({ principal, call, root, id }, graph) {
    requireRole(principal, "Calls.JoinGroupCallAsGuest.All", "Calls.JoinGroupCall.All");
    const wanted = id("session").toLowerCase();
    const session = engineFacts(graph, call).conversation.sharing.find((one) => one.id === wanted);
    if (!session) throw new GraphFailure(404, "NotFound", `No content sharing session has the id ${wanted}.`);
    return ok({
      "@odata.context": `${root}/$metadata#communications/calls('${call.id}')/contentSharingSessions/$entity`,
      ...sessionEntity(session),
    });
  },
});

function sessionEntity({ id }: SharingSession): JsonObject {
  return { "@odata.type": "#microsoft.graph.contentSharingSession", id };
}

/** The bot begins to share its screen, or stops: a stream in the roster of everybody (documented). No one sees a picture (ours). */
const changeScreenSharingRole = callRoute({
  operation: "POST calls/{call}/changeScreenSharingRole",
  title: "changeScreenSharingRole",
  needs: "app-hosted group",
  body: { schema: z.looseObject({ role: anyCase(["viewer", "sharer"]) }), sample: { role: "sharer" } },
  handle({ principal, call, body }, graph) {
    requireRole(principal, "Calls.AccessMedia.All");
    call.sharesScreen = body.role === "sharer";
    sendRosters(graph, call);
    return accepted;
  },
});

export const contentSharingRoutes: readonly GraphRoute[] = [listSessions, getSession, changeScreenSharingRole];
