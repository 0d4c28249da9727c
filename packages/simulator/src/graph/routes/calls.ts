import { z } from "zod";
import { accepted, done, type GraphRoute, gone, ok } from "../api/route.js";
import { requireMediaRole, requireRole, requireTenant } from "../auth/authorize.js";
import { botForCreate } from "../calls/bots.js";
import { callEntity } from "../calls/call-entity.js";
import { engineFacts, watchKeepAlive } from "../calls/context.js";
import { dial, dialPlan, fileOutgoing } from "../calls/outgoing.js";
import { sendEstablishing } from "../notify/call-updates.js";
import { parseBody } from "../wire/body.js";
import { notSimulated } from "../wire/errors.js";
import { partyFrom } from "../wire/identity.js";
import { createCallSchema, mediaHost, participantInfoSchema } from "../wire/schemas.js";

/** Dials one party or several, or joins a meeting: 201 with the whole call and its address (documented). */
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
    sendEstablishing(graph, call);
    // As it was when it came to be, even if it is further by now.
    const entity = callEntity(graph, { ...call, state: "establishing" }, root, version);
    return { status: 201, body: entity, location: `${root}/communications/calls/${call.id}` };
  },
};

/** The call as it is now. */
export const getCall: GraphRoute = {
  method: "GET",
  path: "calls/{call}",
  title: "get call",
  handle(request, graph) {
    const call = graph.calls.of(request.principal, request.id("call"));
    return ok(callEntity(graph, call, request.root, request.version));
  },
};

/** Hangs up: ends a one-to-one call, leaves a group call (documented). */
export const deleteCall: GraphRoute = {
  method: "DELETE",
  path: "calls/{call}",
  title: "delete call",
  handle(request, graph) {
    const call = graph.calls.of(request.principal, request.id("call"));
    graph.engine.bots.hangUp(call.id);
    return gone;
  },
};

/** Says that the bot is still there: 200 with nothing in it (documented). */
export const keepAlive: GraphRoute = {
  method: "POST",
  path: "calls/{call}/keepAlive",
  title: "keepAlive",
  handle(request, graph) {
    const call = graph.calls.of(request.principal, request.id("call"));
    watchKeepAlive(graph, call.id);
    return done;
  },
};

const transferSchema = z.looseObject({
  transferTarget: participantInfoSchema,
  transferee: participantInfoSchema.nullish(),
});

/** How long the target rings (ours). */
const RING_MS = 60_000;

/** Transfers the other party of a one-to-one call, blind (documented). */
export const transfer: GraphRoute = {
  method: "POST",
  path: "calls/{call}/transfer",
  title: "transfer",
  handle(request, graph) {
    const call = graph.calls.of(request.principal, request.id("call"));
    const { transferTarget } = parseBody(transferSchema, request.body);
    requireTenant(request.principal, call.tenantId);
    requireRole(request.principal, "Calls.Initiate.All");
    const target = partyFrom(transferTarget.identity, "transferTarget");
    if (transferTarget.replacesCallId) throw notSimulated("A consultative transfer (replacesCallId)");
    if (engineFacts(graph, call).conversation.kind !== "one-to-one")
      throw notSimulated("A transfer out of a group call");
    graph.engine.bots.transfer(call.id, { operationId: graph.random.id(), target, ringMs: RING_MS });
    return accepted;
  },
};
