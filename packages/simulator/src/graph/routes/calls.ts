import { wellKnownCredentials } from "../../wire/settings.js";
import { callRoute } from "../api/call-route.js";
import { done, type GraphRoute, gone, noBody, ok, route } from "../api/route.js";
import { requireMediaRole, requireTenant } from "../auth/authorize.js";
import { botForCreate } from "../calls/bots.js";
import { callEntity } from "../calls/call-entity.js";
import { watchKeepAlive } from "../calls/context.js";
import { dial, dialPlan, fileOutgoing } from "../calls/outgoing.js";
import { sendEstablishing } from "../notify/call-updates.js";
import { createCallSchema, exampleTarget, mediaHost, serviceHostedMedia } from "../wire/schemas.js";

/** Dials one party or several, or joins a meeting: 201 with the whole call and its address (documented). */
const createCall = route({
  operation: "POST calls",
  title: "create call",
  body: {
    schema: createCallSchema,
    sample: {
      callbackUri: "https://bot.example.com/calls",
      targets: [exampleTarget],
      requestedModalities: ["audio"],
      mediaConfig: serviceHostedMedia,
      tenantId: wellKnownCredentials.graph.tenantId,
    },
    notSimulated: {
      "callOptions.hideBotAfterEscalation": { callOptions: { hideBotAfterEscalation: true } },
      "callOptions.isDeltaRosterEnabled": { callOptions: { isDeltaRosterEnabled: true } },
      "callOptions.isInteractiveRosterEnabled": { callOptions: { isInteractiveRosterEnabled: true } },
      "targets.0.hidden": { targets: [{ ...exampleTarget, hidden: true }] },
      "targets.0.identity.onPremises": { targets: [{ identity: { onPremises: { id: "o" } } }] },
      "mediaConfig.removeFromDefaultAudioGroup": {
        mediaConfig: { ...serviceHostedMedia, removeFromDefaultAudioGroup: true },
      },
      routingPolicies: { routingPolicies: ["noMissedCall"] },
    },
  },
  handle(request, graph) {
    const { principal, root, version, body } = request;
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
});

/** The calls of the app that have not ended (in the metadata; it has no page, so what it lists is ours). */
const listCalls = route({
  operation: "GET calls",
  title: "list calls",
  body: noBody,
  handle({ principal, root, version, note }, graph) {
    note({ tag: "ours" });
    const calls = graph.calls.all().filter((call) => call.appId === principal.appId);
    const value = calls.map((call) => {
      const { "@odata.context": _, ...entity } = callEntity(graph, call, root, version);
      return entity;
    });
    return ok({ "@odata.context": `${root}/$metadata#communications/calls`, value });
  },
});

/** The call as it is now. */
const getCall = callRoute({
  operation: "GET calls/{call}",
  title: "get call",
  body: noBody,
  handle: ({ call, root, version }, graph) => ok(callEntity(graph, call, root, version)),
});

/** Hangs up: ends a one-to-one call, leaves a group call (documented). */
const deleteCall = callRoute({
  operation: "DELETE calls/{call}",
  title: "delete call",
  body: noBody,
  handle({ call }, graph) {
    graph.engine.bots.hangUp(call.id);
    return gone;
  },
});

/** Says that the bot is still there: 200 with nothing in it (documented). */
const keepAlive = callRoute({
  operation: "POST calls/{call}/keepAlive",
  title: "keepAlive",
  body: noBody,
  handle({ call }, graph) {
    watchKeepAlive(graph, call.id);
    return done;
  },
});

export const callRoutes: readonly GraphRoute[] = [createCall, listCalls, getCall, deleteCall, keepAlive];
