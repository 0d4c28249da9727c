import { callRoute } from "../api/call-route.js";
import { operationRoute } from "../api/operation-route.js";
import { type GraphRoute, noBody, ok } from "../api/route.js";
import { participantEntity, rosterOf } from "../calls/call-entity.js";
import { GraphFailure } from "../wire/errors.js";
import { clientContextBody } from "../wire/schemas.js";

/** Who is in the call (documented). */
const listParticipants = callRoute({
  operation: "GET calls/{call}/participants",
  title: "list participants",
  body: noBody,
  handle: ({ call, root }, graph) =>
    ok({
      "@odata.context": `${root}/$metadata#communications/calls('${call.id}')/participants`,
      value: rosterOf(graph, call).map(participantEntity),
    }),
});

/** One of those in the call (documented; the refusal of an unknown one is ours). */
const getParticipant = callRoute({
  operation: "GET calls/{call}/participants/{participant}",
  title: "get participant",
  body: noBody,
  handle({ call, root, id }, graph) {
    const wanted = id("participant").toLowerCase();
    const leg = rosterOf(graph, call).find((one) => one.participantId === wanted);
    if (!leg) throw new GraphFailure(404, "8558", "Participant not present.");
    return ok({
      "@odata.context": `${root}/$metadata#communications/calls('${call.id}')/participants/$entity`,
      ...participantEntity(leg),
    });
  },
});

/** The bot mutes itself, in group calls and meetings (documented). The roster says so to every bot of the call. */
const mute = ownAudio("mute", true);

/** Takes it back. */
const unmute = ownAudio("unmute", false);

function ownAudio<const A extends "mute" | "unmute">(action: A, muted: boolean): GraphRoute {
  return operationRoute({
    operation: `POST calls/{call}/${action}`,
    kind: `${action}Participant`,
    needs: "group",
    body: { schema: clientContextBody, sample: {} },
    status: "completed",
    act: ({ call }, _operationId, graph) => graph.engine.bots.setMuted(call.id, muted),
  });
}

export const participantRoutes: readonly GraphRoute[] = [listParticipants, getParticipant, mute, unmute];
