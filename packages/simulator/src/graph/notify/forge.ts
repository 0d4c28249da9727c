import { withBrokenSignature } from "../../wire/key-ring.js";
import type { Forgery } from "../../wire/wire.js";
import type { GraphCall, GraphContext } from "../calls/context.js";
import { GraphFailure } from "../wire/errors.js";
import { envelope } from "./envelope.js";
import { callbackClaims, callbackDelivery, callbackToken } from "./notify.js";

/** Sends the end of a call that has not ended, in a way that a bot must refuse. */
export async function forge(
  graph: GraphContext,
  legId: string,
  forgery: Forgery,
): Promise<{ readonly status: number; readonly body: string }> {
  const call = graph.calls.get(legId);
  if (!call) throw new GraphFailure(404, "8522", `There is no call ${legId} under way to forge a callback about.`);
  const about = forgery === "other-call" ? { ...call, id: graph.random.id() } : call;
  const title = `forged: ${forgery}`;
  const data = { "@odata.type": "#microsoft.graph.call", state: "terminated", id: about.id };
  const content = envelope(about, { title, tag: "ours", changeType: "deleted", data }, graph.behavior.current());
  const genuine = callbackDelivery(graph, call, { title, tag: "ours" }, content);
  const answer = await graph.postman.sendNow({
    ...genuine,
    async build(attempt) {
      const { headers, body } = await genuine.build(attempt);
      const { authorization: _, ...others } = headers;
      const token = await forgedToken(graph, call, forgery);
      return {
        headers: token === undefined ? others : { ...others, authorization: `Bearer ${token}` },
        ...(body === undefined ? {} : { body }),
      };
    },
  });
  return { status: answer?.status ?? 0, body: answer?.body ?? "" };
}

async function forgedToken(graph: GraphContext, call: GraphCall, forgery: Forgery): Promise<string | undefined> {
  switch (forgery) {
    case "no-token":
      return undefined;
    case "alg-none":
      return graph.keys.unsigned(callbackClaims(graph, call));
    case "bad-signature":
      return withBrokenSignature(await callbackToken(graph, call, "good"));
    case "expired":
    case "wrong-audience":
    case "unknown-key":
      return callbackToken(graph, call, forgery);
    case "other-call":
      return callbackToken(graph, call, "good");
  }
}
