import { z } from "zod";
import { badRequest } from "../api/graph-failure.js";
import type { GraphRoute } from "../api/graph-route.js";
import { accepted } from "../api/reply.js";
import { requireRole, requireTenant } from "../auth/permissions.js";
import { offeredCall } from "../calls/offered-call.js";
import { callbackUriSchema } from "../wire/callback-uri.js";
import { partyFrom } from "../wire/identity.js";
import { parseBody } from "../wire/parse-body.js";
import { participantInfoSchema } from "../wire/schemas.js";

/** The page uses `routingPolicies` and does not declare it: nobody forwards calls here. */
const bodySchema = z.looseObject({
  targets: z
    .array(participantInfoSchema)
    .min(1, "name at least one target")
    .max(25, "at most 25 targets ring together"),
  timeout: z.number().int().min(15, "at least 15 seconds").max(90, "at most 90 seconds").nullish(),
  callbackUri: callbackUriSchema.nullish(),
  routingPolicies: z.unknown().optional(),
});

/** Seconds that one target, and several, ring by default (documented, "subject to change"). */
const RING_ONE_S = 55;
const RING_SEVERAL_S = 60;

/** Sends an incoming call on; all targets ring, the first to pick up has it (documented). */
export const redirect: GraphRoute = {
  method: "POST",
  path: "calls/{call}/redirect",
  title: "redirect",
  handle(request, graph) {
    const call = offeredCall(graph, request);
    const { targets, timeout, callbackUri } = parseBody(bodySchema, request.body);
    requireTenant(request.principal, call.tenantId);
    requireRole(request.principal, "Calls.Initiate.All");
    const [first, ...others] = targets.map((target, index) => partyFrom(target.identity, `targets.${index}`));
    if (!first) throw badRequest("targets: name at least one target");
    const seconds = timeout ?? (others.length === 0 ? RING_ONE_S : RING_SEVERAL_S);
    call.callbackUri = callbackUri ?? call.callbackUri;
    call.state = "redirecting";
    graph.engine.bots.redirect(call.id, [first, ...others], seconds * 1000);
    return accepted;
  },
};
