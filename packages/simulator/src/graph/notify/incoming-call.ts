import type { BotAnswer } from "../../delivery/delivery.js";
import { callIds } from "../calls/call-entity.js";
import { engineFacts, type GraphCall, type GraphContext } from "../calls/context.js";
import type { JsonObject } from "../wire/body.js";
import { notify, post } from "./notify.js";

/** How often an incoming call is sent on from one address to the next (ours). */
const MOST_HOPS = 5;

/** Announces the call at the bot's webhook, after the older notification where that is switched on. */
export function sendIncoming(graph: GraphContext, call: GraphCall): void {
  if (!graph.behavior.current().legacyFirst) {
    announce(graph, call, call.callbackUri, MOST_HOPS);
    return;
  }
  const settled = (answer: BotAnswer | undefined): void => {
    if (answer?.status === 204 && isUnderWay(graph, call)) announce(graph, call, call.callbackUri, MOST_HOPS);
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
      if (!URL.canParse(location, url) || !isUnderWay(graph, call)) return;
      call.callbackUri = new URL(location, url).href;
      announce(graph, call, call.callbackUri, hopsLeft - 1);
    },
  });
}

/** The call may be over by the time the bot has answered. */
function isUnderWay(graph: GraphContext, call: GraphCall): boolean {
  return graph.calls.get(call.id) === call;
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

/** The notification of the older calling protocol (documented that it comes and is answered 204; its members are ours). */
function legacyNotification(graph: GraphContext, call: GraphCall): JsonObject {
  return {
    id: call.id,
    appId: call.appId,
    callState: "incoming",
    isMultiparty: engineFacts(graph, call).conversation.kind !== "one-to-one",
    presentedModalityTypes: ["audio"],
    participants: [],
  };
}
