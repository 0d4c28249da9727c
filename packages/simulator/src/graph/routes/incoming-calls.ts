import { z } from "zod";
import { callRoute } from "../api/call-route.js";
import { accepted, type GraphRoute } from "../api/route.js";
import { requireMediaRole, requireRole, requireTenant } from "../auth/authorize.js";
import { watchKeepAlive } from "../calls/context.js";
import { badRequest } from "../wire/errors.js";
import { partyFrom } from "../wire/identity.js";
import {
  anyCase,
  callbackUriSchema,
  callOptionsSchema,
  exampleTarget,
  mediaConfigSchema,
  mediaHost,
  modalitiesSchema,
  participantInfoSchema,
  serviceHostedMedia,
} from "../wire/schemas.js";

/** Without a callback address notifications keep going to the webhook, as the page says (the metadata demands one). */
const answerSchema = z.looseObject({
  callbackUri: callbackUriSchema.nullish(),
  acceptedModalities: modalitiesSchema,
  mediaConfig: mediaConfigSchema,
  callOptions: callOptionsSchema,
  participantCapacity: z.number().int().positive().nullish(),
});

/** Takes an incoming call; with `participantCapacity` a recording bot takes further participants into it (documented). */
const answer = callRoute({
  operation: "POST calls/{call}/answer",
  title: "answer",
  needs: "offered",
  body: {
    schema: answerSchema,
    sample: { acceptedModalities: ["audio"], mediaConfig: serviceHostedMedia },
    notSimulated: { "callOptions.isDeltaRosterEnabled": { callOptions: { isDeltaRosterEnabled: true } } },
  },
  handle({ principal, call, version, body }, graph) {
    requireTenant(principal, call.tenantId);
    // A plain call from a user needs no role (observed); an invitation to a group call does (documented).
    if (call.described.meetingInfo) requireRole(principal, "Calls.JoinGroupCall.All", "Calls.JoinGroupCallAsGuest.All");
    requireMediaRole(principal, mediaHost(body.mediaConfig));

    call.version = version;
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
});

const rejectSchema = z.looseObject({
  reason: anyCase(["none", "busy", "forbidden"]).nullish(),
  callbackUri: callbackUriSchema.nullish(),
});

/** Refuses an incoming call (documented; needs no role). */
const reject = callRoute({
  operation: "POST calls/{call}/reject",
  title: "reject",
  needs: "offered",
  body: { schema: rejectSchema, sample: { reason: "busy" } },
  handle({ principal, call, body }, graph) {
    requireTenant(principal, call.tenantId);
    call.callbackUri = body.callbackUri ?? call.callbackUri;
    graph.engine.bots.reject(call.id, body.reason ?? "none");
    return accepted;
  },
});

/** The page uses `routingPolicies` without declaring it; calls are not forwarded here. */
const redirectSchema = z.looseObject({
  targets: z
    .array(participantInfoSchema)
    .min(1, "name at least one target")
    .max(25, "at most 25 targets ring together"),
  timeout: z.number().int().min(15, "at least 15 seconds").max(90, "at most 90 seconds").nullish(),
  callbackUri: callbackUriSchema.nullish(),
  routingPolicies: z.unknown().optional(),
});

/** Seconds that one target, and several, ring by default (documented, "subject to change"). */
const RING_ONE_S = 55;
const RING_SEVERAL_S = 60;

/** Sends an incoming call on; all targets ring, the first to pick up has it (documented). */
const redirect = callRoute({
  operation: "POST calls/{call}/redirect",
  title: "redirect",
  needs: "offered",
  body: {
    schema: redirectSchema,
    sample: { targets: [exampleTarget] },
    notSimulated: {
      targetDisposition: { targetDisposition: "simultaneousRing" },
      maskCallee: { maskCallee: true },
      maskCaller: { maskCaller: true },
    },
  },
  handle({ principal, call, body }, graph) {
    const { targets, timeout, callbackUri } = body;
    requireTenant(principal, call.tenantId);
    requireRole(principal, "Calls.Initiate.All");
    const [first, ...others] = targets.map((target, index) => partyFrom(target.identity, `targets.${index}`));
    if (!first) throw badRequest("targets: name at least one target");
    const seconds = timeout ?? (others.length === 0 ? RING_ONE_S : RING_SEVERAL_S);
    call.callbackUri = callbackUri ?? call.callbackUri;
    call.state = "redirecting";
    graph.engine.bots.redirect(call.id, [first, ...others], seconds * 1000);
    return accepted;
  },
});

export const incomingCallRoutes: readonly GraphRoute[] = [answer, reject, redirect];
