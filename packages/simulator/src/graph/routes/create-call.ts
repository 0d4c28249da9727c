import type { GraphRoute } from "../api/graph-route.js";
import { requireMediaRole, requireTenant } from "../auth/permissions.js";
import { botForCreate } from "../calls/bots.js";
import { callEntity } from "../calls/call-entity.js";
import { dial, dialPlan } from "../calls/dial-plan.js";
import { fileOutgoing } from "../calls/file-outgoing.js";
import { watchKeepAlive } from "../calls/keep-alive.js";
import { tellEstablishing } from "../notify/call-updates.js";
import { createCallSchema } from "../wire/create-call-body.js";
import { mediaHost } from "../wire/media-config.js";
import { parseBody } from "../wire/parse-body.js";

/** Dials somebody or several, or joins a meeting: 201 with the whole call and its address (documented). */
export const createCall: GraphRoute = {
  method: "POST",
  path: "calls",
  title: "create call",
  handle(request, graph) {
    const body = parseBody(createCallSchema, request.body);
    const { principal, root, version } = request;
    requireTenant(principal, body.tenantId ?? undefined);
    requireMediaRole(principal, mediaHost(body.mediaConfig));
    const bot = botForCreate(graph, principal.appId, body.callbackUri);
    const plan = dialPlan(graph, bot, principal, body);

    const call = fileOutgoing(graph, request, body, plan);
    const leg = dial(graph, call.id, plan, body.subject);
    request.note({ title: `create call: ${plan.kind}`, callId: leg.callId, botId: plan.bot.id });
    if (leg.state !== "ended") watchKeepAlive(graph, call.id);
    tellEstablishing(graph, call);
    // As it was when it came to be, even if it is further by now.
    const entity = callEntity(graph, { ...call, state: "establishing" }, root, version);
    return { status: 201, body: entity, location: `${root}/communications/calls/${call.id}` };
  },
};
