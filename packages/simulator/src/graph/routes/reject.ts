import { z } from "zod";
import type { GraphRoute } from "../api/graph-route.js";
import { accepted } from "../api/reply.js";
import { requireTenant } from "../auth/permissions.js";
import { offeredCall } from "../calls/offered-call.js";
import { callbackUriSchema } from "../wire/callback-uri.js";
import { parseBody } from "../wire/parse-body.js";
import { anyCase } from "../wire/schemas.js";

const bodySchema = z.looseObject({
  reason: anyCase(["none", "busy", "forbidden"]).nullish(),
  callbackUri: callbackUriSchema.nullish(),
});

/** Refuses an incoming call (documented; needs no role). */
export const reject: GraphRoute = {
  method: "POST",
  path: "calls/{call}/reject",
  title: "reject",
  handle(request, graph) {
    const call = offeredCall(graph, request);
    const body = parseBody(bodySchema, request.body);
    requireTenant(request.principal, call.tenantId);
    call.callbackUri = body.callbackUri ?? call.callbackUri;
    graph.engine.bots.reject(call.id, body.reason ?? "none");
    return accepted;
  },
};
