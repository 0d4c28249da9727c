import type { TokenClaims } from "../../keys/key-ring.js";
import type { GraphBehavior } from "../behavior.js";
import type { GraphCall } from "../calls/graph-call.js";
import type { GraphContext } from "../graph-context.js";

/** Seconds (observed: 5 minutes, though the page shows an hour). */
const LIFETIME_S = 300;
/** The app that asks for callback tokens in the real cloud (observed). */
const CALLING_SERVICE = "26a18ebc-cdf7-4a6a-91cb-beb352805e81";
const NOBODYS_APP = "00000000-0000-0000-0000-000000000000";

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
      return graph.keys.sign({ ...claims, audience: NOBODYS_APP });
    case "unknown-key":
      return graph.keys.signWithStrangeKey(claims);
  }
}
