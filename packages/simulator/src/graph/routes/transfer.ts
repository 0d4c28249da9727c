import { z } from "zod";
import { notSimulated } from "../api/graph-failure.js";
import type { GraphRoute } from "../api/graph-route.js";
import { accepted } from "../api/reply.js";
import { requireRole, requireTenant } from "../auth/permissions.js";
import { engineFacts } from "../calls/engine-facts.js";
import { partyFrom } from "../wire/identity.js";
import { parseBody } from "../wire/parse-body.js";
import { participantInfoSchema } from "../wire/schemas.js";

const bodySchema = z.looseObject({
  transferTarget: participantInfoSchema,
  transferee: participantInfoSchema.nullish(),
});

/** How long the target rings (ours). */
const RING_MS = 60_000;

/** Gives the other party of a one-to-one call to somebody else, blind (documented). */
export const transfer: GraphRoute = {
  method: "POST",
  path: "calls/{call}/transfer",
  title: "transfer",
  handle(request, graph) {
    const call = graph.calls.of(request.principal, request.id("call"));
    const { transferTarget } = parseBody(bodySchema, request.body);
    requireTenant(request.principal, call.tenantId);
    requireRole(request.principal, "Calls.Initiate.All");
    const target = partyFrom(transferTarget.identity, "transferTarget");
    if (transferTarget.replacesCallId) throw notSimulated("A consultative transfer (replacesCallId)");
    if (engineFacts(graph, call).conversation.kind !== "one-to-one")
      throw notSimulated("A transfer out of a group call");
    graph.engine.bots.transfer(call.id, { operationId: graph.random.id(), target, ringMs: RING_MS });
    return accepted;
  },
};
