import { z } from "zod";
import { callRoute } from "../api/call-route.js";
import { accepted, type GraphRoute } from "../api/route.js";
import { requireRole, requireTenant } from "../auth/authorize.js";
import { engineFacts } from "../calls/context.js";
import { partyIn } from "../calls/invitations.js";
import { notSimulated } from "../wire/errors.js";
import { partyFrom } from "../wire/identity.js";
import { exampleTarget, invitationSchema, participantInfoSchema } from "../wire/schemas.js";

const transferSchema = z.looseObject({
  transferTarget: invitationSchema,
  transferee: participantInfoSchema.nullish(),
  /** Some examples send it; there is no operation that could repeat it. */
  clientContext: z.unknown().optional(),
});

/** How long the target rings (ours). */
const RING_MS = 60_000;

/**
 * Transfers the other party of a one-to-one call: blind, or with `replacesCallId` to somebody with whom the bot talks in that call, which is
 * consultative (documented). Then nothing rings, and both calls end for the bot.
 */
const transfer = callRoute({
  operation: "POST calls/{call}/transfer",
  title: "transfer",
  body: {
    schema: transferSchema,
    sample: { transferTarget: exampleTarget },
    notSimulated: { "transferTarget.hidden": { transferTarget: { ...exampleTarget, hidden: true } } },
  },
  handle({ principal, call, body: { transferTarget } }, graph) {
    requireTenant(principal, call.tenantId);
    requireRole(principal, "Calls.Initiate.All");
    const { identity, replacesCallId } = transferTarget;
    if (engineFacts(graph, call).conversation.kind !== "one-to-one")
      throw notSimulated("A transfer out of a group call");
    const request = { operationId: graph.random.id(), ringMs: RING_MS };
    if (replacesCallId) {
      const other = graph.calls.of(principal, replacesCallId);
      const target = partyIn(graph, other, transferTarget, "transferTarget");
      graph.engine.bots.transfer(call.id, { ...request, target, replacesLegId: other.id });
    } else {
      graph.engine.bots.transfer(call.id, { ...request, target: partyFrom(identity, "transferTarget") });
    }
    return accepted;
  },
});

export const transferRoutes: readonly GraphRoute[] = [transfer];
