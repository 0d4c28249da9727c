import { randomUUID } from "node:crypto";
import { identity } from "../wire/identity.js";
import { type Route, textOf } from "./route.js";

/** Graph's calls, as far as the benchmarks go: what it answers when all is well. */
export const graphRoute: Route = ({ path, body, journal }) => {
  const at = /^\/v1\.0\/communications\/calls(?:\/([^/?]+))?(?:\/([\w.]+))?(?:\?|$)/.exec(path);
  if (!at) return undefined;
  const [, callId, action] = at;
  if (callId === undefined) {
    const id = randomUUID();
    journal.call(id, textOf(body.callbackUri));
    return { status: 201, body: { ...body, id, state: "establishing", direction: "outgoing" } };
  }
  if (action === "answer") {
    journal.call(callId, textOf(body.callbackUri));
    return { status: 202 };
  }
  if (action === "microsoft.graph.sendDtmfTones") {
    const operationId = textOf(body.clientContext);
    journal.tones(callId, operationId);
    return { status: 200, body: operation("sendDtmfTonesOperation", operationId, "running") };
  }
  if (action === "subscribeToTone") {
    return { status: 200, body: operation("subscribeToToneOperation", textOf(body.clientContext), "completed") };
  }
  return { status: 202 };
};

function operation(type: string, id: string, status: string): object {
  return { "@odata.type": `#microsoft.graph.${type}`, id, clientContext: id, status };
}

/** Where tokens for the API come from. */
export const entraRoute: Route = ({ path }) =>
  path === `/${identity.graph.tenantId}/oauth2/v2.0/token`
    ? { status: 200, body: { token_type: "Bearer", expires_in: 3600, access_token: "x".repeat(1500) } }
    : undefined;
