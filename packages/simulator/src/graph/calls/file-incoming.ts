import type { BotEvent } from "../../engine/events.js";
import type { GraphContext } from "../graph-context.js";
import { appIdOf } from "./bots.js";
import type { GraphCall } from "./graph-call.js";
import { describeIncoming } from "./incoming-description.js";

/** Files a call that is offered to a bot. */
export function fileIncoming(graph: GraphContext, event: Extract<BotEvent, { type: "offered" }>): GraphCall {
  const { bot, leg, from } = event;
  const ownTenant = "tenantId" in leg.party ? leg.party.tenantId : undefined;
  const tenantId = ownTenant ?? ("tenantId" in from ? from.tenantId : undefined) ?? graph.credentials.graph.tenantId;
  const call: GraphCall = {
    id: leg.id,
    botId: bot.id,
    appId: appIdOf(bot),
    tenantId,
    direction: "incoming",
    version: "v1.0",
    callbackUri: bot.webhookUrl,
    state: "incoming",
    described: describeIncoming(graph, event),
    repeated: {},
    contentSharing: false,
    operations: new Map(),
    told: false,
  };
  graph.calls.add(call);
  return call;
}
