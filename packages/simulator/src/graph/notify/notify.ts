import type { Delivery } from "../../delivery/delivery.js";
import { engineFacts } from "../calls/engine-facts.js";
import type { GraphCall } from "../calls/graph-call.js";
import type { GraphContext } from "../graph-context.js";
import type { JsonObject } from "../json.js";
import { callbackHeaders } from "./callback-headers.js";
import { callbackToken } from "./callback-token.js";
import { envelope } from "./envelope.js";
import type { Notification } from "./notification.js";

/** Queues a notification. What the real service does when a bot does not take it is not documented: nothing, here. */
export function notify(graph: GraphContext, call: GraphCall, notification: Notification): void {
  post(graph, call, notification, envelope(call, notification, graph.behavior.current()));
}

/** Queues any callback about a call; its token is made when it leaves. */
export function post(
  graph: GraphContext,
  call: GraphCall,
  letter: Pick<Notification, "title" | "tag" | "url" | "settled">,
  content: JsonObject | undefined,
): void {
  graph.postman.send(callbackDelivery(graph, call, letter, content));
}

/** A callback as it is put into the post: its content is fixed now. */
export function callbackDelivery(
  graph: GraphContext,
  call: GraphCall,
  letter: Pick<Notification, "title" | "tag" | "url" | "settled">,
  content: JsonObject | undefined,
): Delivery {
  const { conversation } = engineFacts(graph, call);
  const headers = callbackHeaders(conversation.chainId, graph.random.id());
  return {
    cloud: "graph",
    botId: call.botId,
    callId: conversation.id,
    stream: call.id,
    url: letter.url ?? call.callbackUri,
    title: letter.title,
    tag: letter.tag,
    ...(letter.settled ? { settled: letter.settled } : {}),
    async build() {
      const token = await callbackToken(graph, call, graph.behavior.current().tokens);
      return {
        headers: { ...headers, authorization: `Bearer ${token}` },
        ...(content === undefined ? {} : { body: JSON.stringify(content) }),
      };
    },
  };
}
