import type { BotAnswer } from "../../delivery/delivery.js";
import type { BotEvent } from "../../engine/events.js";
import { appIdOf } from "../calls/bots.js";
import { callIds } from "../calls/call-entity.js";
import type { GraphCall } from "../calls/graph-call.js";
import { describeIncoming } from "../calls/incoming-description.js";
import type { GraphContext } from "../graph-context.js";
import type { JsonObject } from "../json.js";
import { legacyNotification } from "./legacy-notification.js";
import { notify, post } from "./notify.js";

type Offered = Extract<BotEvent, { type: "offered" }>;

/** How often an incoming call is sent on from one address to the next (ours). */
const MOST_HOPS = 5;

/** Files a call that is offered to a bot. */
export function fileIncoming(graph: GraphContext, event: Offered): GraphCall {
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

/** Announces the call at the bot's webhook, after the older notification where that is switched on. */
export function tellIncoming(graph: GraphContext, call: GraphCall): void {
  if (!graph.behavior.current().legacyFirst) {
    announce(graph, call, call.callbackUri, MOST_HOPS);
    return;
  }
  const settled = (answer: BotAnswer | undefined): void => {
    if (answer?.status === 204) announce(graph, call, call.callbackUri, MOST_HOPS);
  };
  post(graph, call, { title: "incoming, older format", tag: "documented", settled }, legacyNotification(graph, call));
}

/** A bot may name another deployment of itself by 302 (documented) or 307 (observed); the call is announced there then. */
export function announce(graph: GraphContext, call: GraphCall, url: string, hopsLeft: number): void {
  notify(graph, call, {
    title: "incoming",
    tag: "documented",
    changeType: "created",
    data: incomingData(graph, call),
    url,
    settled(answer) {
      const location = answer?.headers.location;
      if (!location || (answer.status !== 302 && answer.status !== 307) || hopsLeft === 0) return;
      call.callbackUri = new URL(location, url).href;
      announce(graph, call, call.callbackUri, hopsLeft - 1);
    },
  });
}

/** `resourceData` of an incoming call. */
export function incomingData(graph: GraphContext, call: GraphCall): JsonObject {
  return {
    "@odata.type": "#microsoft.graph.call",
    state: "incoming",
    direction: "incoming",
    callbackUri: call.callbackUri,
    ...call.described,
    tenantId: call.tenantId,
    ...callIds(graph, call),
  };
}
