import type { Delivery } from "../../delivery/delivery.js";
import type { TokenClaims } from "../../wire/key-ring.js";
import { engineFacts, type GraphCall, type GraphContext } from "../calls/context.js";
import type { GraphBehavior } from "../wire/behavior.js";
import type { JsonObject } from "../wire/body.js";
import { envelope, type Notification } from "./envelope.js";

/** Queues a notification. What the real service does when a bot does not take it is not documented: nothing, here. */
export function notify(graph: GraphContext, call: GraphCall, notification: Notification): void {
  post(graph, call, notification, envelope(call, notification, graph.behavior.current()));
}

/** Queues any callback about a call; its token is made when it leaves. */
export function post(
  graph: GraphContext,
  call: GraphCall,
  facts: Pick<Notification, "title" | "tag" | "url" | "settled">,
  content: JsonObject | undefined,
): void {
  graph.postman.send(callbackDelivery(graph, call, facts, content));
}

/** A callback as it is put into the post: its content is fixed now. */
export function callbackDelivery(
  graph: GraphContext,
  call: GraphCall,
  facts: Pick<Notification, "title" | "tag" | "url" | "settled">,
  content: JsonObject | undefined,
): Delivery {
  const { conversation } = engineFacts(graph, call);
  const headers = callbackHeaders(conversation.chainId, graph.random.id());
  return {
    cloud: "graph",
    botId: call.botId,
    callId: conversation.id,
    stream: call.id,
    url: facts.url ?? call.callbackUri,
    title: facts.title,
    tag: facts.tag,
    ...(facts.settled ? { settled: facts.settled } : {}),
    async build() {
      const token = await callbackToken(graph, call, graph.behavior.current().tokens);
      return {
        headers: { ...headers, authorization: `Bearer ${token}` },
        ...(content === undefined ? {} : { body: JSON.stringify(content) }),
      };
    },
  };
}

/** What every callback carries (observed), beside its token. `messageId` differs from message to message, not between repeats of one. */
function callbackHeaders(chainId: string, messageId: string): Readonly<Record<string, string>> {
  return {
    "content-type": "application/json",
    accept: "application/json",
    "user-agent": "Microsoft-Skype/3.0,(Calling/1.0)",
    "x-microsoft-skype-chain-id": chainId,
    "scenario-id": chainId,
    "x-microsoft-skype-message-id": messageId,
  };
}

/** Seconds (observed: 5 minutes, though the page shows an hour). */
const LIFETIME_S = 300;
/** The app that asks for callback tokens in the real cloud (observed). */
const CALLING_SERVICE = "26a18ebc-cdf7-4a6a-91cb-beb352805e81";
const UNKNOWN_APP = "00000000-0000-0000-0000-000000000000";

/** What a callback's token says: for the bot's app, about the call's tenant (documented). */
export function callbackClaims(graph: GraphContext, call: GraphCall): TokenClaims {
  const { issuer, contentTypeInToken } = graph.behavior.current();
  const kid = graph.keys.jwks().keys.at(-1)?.kid;
  return {
    issuer,
    audience: call.appId,
    lifetimeS: LIFETIME_S,
    issuedAt: graph.clock.now(),
    extra: { tid: call.tenantId, appid: CALLING_SERVICE },
    header: { ...(kid === undefined ? {} : { x5t: kid }), ...(contentTypeInToken ? { cty: "JWT" } : {}) },
  };
}

/** A token for a callback, good unless the behavior has something wrong with all of them. */
export function callbackToken(graph: GraphContext, call: GraphCall, flaw: GraphBehavior["tokens"]): Promise<string> {
  const claims = callbackClaims(graph, call);
  switch (flaw) {
    case "good":
      return graph.keys.sign(claims);
    case "expired":
      return graph.keys.sign({ ...claims, shiftS: -2 * 3600 });
    case "wrong-audience":
      return graph.keys.sign({ ...claims, audience: UNKNOWN_APP });
    case "unknown-key":
      return graph.keys.signWithStrangeKey(claims);
  }
}
