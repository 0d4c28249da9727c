import { z } from "zod";
import type { GraphRoute } from "../api/graph-route.js";
import { accepted } from "../api/reply.js";
import { requireMediaRole, requireRole, requireTenant } from "../auth/permissions.js";
import { watchKeepAlive } from "../calls/keep-alive.js";
import { offeredCall } from "../calls/offered-call.js";
import { callbackUriSchema } from "../wire/callback-uri.js";
import { mediaConfigSchema, mediaHost } from "../wire/media-config.js";
import { parseBody } from "../wire/parse-body.js";
import { callOptionsSchema, modalitiesSchema } from "../wire/schemas.js";

/** Without a callback address notifications keep going to the webhook, as the page says (the metadata demands one). */
const bodySchema = z.looseObject({
  callbackUri: callbackUriSchema.nullish(),
  acceptedModalities: modalitiesSchema,
  mediaConfig: mediaConfigSchema,
  callOptions: callOptionsSchema,
  participantCapacity: z.number().int().positive().nullish(),
});

/** Takes an incoming call; with `participantCapacity` a recording bot takes further participants into it (documented). */
export const answer: GraphRoute = {
  method: "POST",
  path: "calls/{call}/answer",
  title: "answer",
  handle(request, graph) {
    const { principal } = request;
    const call = offeredCall(graph, request);
    const body = parseBody(bodySchema, request.body);
    requireTenant(principal, call.tenantId);
    // A plain call from a user needs no role (observed); an invitation to a group call does (documented).
    if (call.described.meetingInfo) requireRole(principal, "Calls.JoinGroupCall.All", "Calls.JoinGroupCallAsGuest.All");
    requireMediaRole(principal, mediaHost(body.mediaConfig));

    call.version = request.version;
    call.media = body.mediaConfig;
    call.callbackUri = body.callbackUri ?? call.callbackUri;
    call.contentSharing = body.callOptions?.isContentSharingNotificationEnabled ?? false;
    if (body.participantCapacity && graph.registrations.get(call.botId)?.policyRecording) {
      call.recording = { capacity: body.participantCapacity, joined: new Map() };
    }
    call.state = "establishing";
    graph.engine.bots.answer(call.id);
    watchKeepAlive(graph, call.id);
    return accepted;
  },
};
