import { z } from "zod";
import { operationRoute } from "../api/operation-route.js";
import type { GraphRoute } from "../api/route.js";
import { requireRole } from "../auth/authorize.js";
import { engineFacts } from "../calls/context.js";
import { participantIn } from "../calls/roster.js";
import { clientContextBody, clientContextSchema } from "../wire/schemas.js";

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

/** Mutes somebody, who alone can take it back: there is no such request for the bot (documented). */
const muteParticipant = operationRoute({
  operation: "POST calls/{call}/participants/{participant}/mute",
  kind: "muteParticipant",
  needs: "group",
  body: { schema: clientContextBody, sample: {} },
  status: "completed",
  act({ principal, call, id }, _operationId, graph) {
    requireRole(principal, "Calls.JoinGroupCallAsGuest.All", "Calls.JoinGroupCall.All");
    graph.engine.bots.setMuted(call.id, true, participantIn(graph, call, id("participant")).party);
  },
});

const muteAllSchema = z.looseObject({
  participants: z.array(z.string()).nullish(),
  clientContext: clientContextSchema,
});

/**
 * Mutes those named by their ids (documented; beta only, and deprecated), or without names everybody but the bot (ours). The page answers a
 * `commsOperation`, the metadata `muteParticipantsOperation`.
 */
const muteAll = operationRoute({
  operation: "POST calls/{call}/participants/muteAll",
  kind: "muteParticipants",
  needs: "group",
  body: { schema: muteAllSchema, sample: {} },
  status: "completed",
  act({ call, body }, _operationId, graph) {
    const { conversation } = engineFacts(graph, call);
    const others = conversation.legs.filter((leg) => leg.id !== call.id && leg.state === "connected");
    const named = body.participants?.map((id) => participantIn(graph, call, id)) ?? [];
    for (const { party } of named.length > 0 ? named : others) graph.engine.bots.setMuted(call.id, true, party);
  },
});

export const mutingRoutes: readonly GraphRoute[] = [mute, unmute, muteParticipant, muteAll];
