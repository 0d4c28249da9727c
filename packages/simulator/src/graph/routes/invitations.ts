import { z } from "zod";
import { sameParty } from "../../engine/party.js";
import type { CallRequest } from "../api/call-route.js";
import { operationRoute } from "../api/operation-route.js";
import type { GraphRoute } from "../api/route.js";
import { requireRole, requireTenant } from "../auth/authorize.js";
import { engineFacts, type GraphCall, type GraphContext, type Invitation } from "../calls/context.js";
import { inviteesOf, numberToCallFrom, partyIn } from "../calls/invitations.js";
import { type JsonObject, jsonOf } from "../wire/body.js";
import { partyFrom } from "../wire/identity.js";
import { clientContextSchema, exampleTarget, type InvitationInfo, invitationSchema } from "../wire/schemas.js";

const inviteSchema = z.looseObject({
  participants: z.array(invitationSchema).min(1, "name at least one").max(5, "at most 5 are invited at once"),
  clientContext: clientContextSchema,
});
type InviteBody = z.infer<typeof inviteSchema>;

/** How long somebody who is invited rings (ours). */
const RING_MS = 60_000;

/** Rings people into the call, or brings one over from another call of the app, which drops that call (documented). */
const invite = operationRoute({
  operation: "POST calls/{call}/participants/invite",
  kind: "inviteParticipants",
  needs: "group",
  body: {
    schema: inviteSchema,
    sample: { participants: [{ identity: { user: { id: "a7ebfb2d-871e-419c-87af-27290b22e8db" } } }] },
    notSimulated: {
      "participants.0.hidden": { participants: [{ ...exampleTarget, hidden: true }] },
      "participants.0.removeFromDefaultAudioRoutingGroup": {
        participants: [{ ...exampleTarget, removeFromDefaultAudioRoutingGroup: true }],
      },
    },
  },
  status: "running",
  members: ({ call, body }, graph) => ({
    status: "Running",
    resultInfo: null,
    participants: read(body).map((invited) => invitedEntity(graph, call, invited)),
  }),
  act(request, operationId, graph) {
    const { principal, call, body } = request;
    requireTenant(principal, call.tenantId);
    requireRole(principal, "Calls.InitiateGroupCall.All");
    const [first] = read(body);
    if (first?.replacesCallId) bringOver(graph, request, operationId, first, first.replacesCallId);
    else ringAll(graph, call, operationId, body.participants);
  },
});

/** With `replacesCallId` only the first is read (documented). */
function read({ participants }: InviteBody): readonly InvitationInfo[] {
  return participants.some(({ replacesCallId }) => replacesCallId) ? participants.slice(0, 1) : participants;
}

function ringAll(
  graph: GraphContext,
  call: GraphCall,
  operationId: string,
  invitations: readonly InvitationInfo[],
): void {
  const invitees = inviteesOf(graph, call, invitations);
  const number = invitees.some(({ kind }) => kind === "phone") ? numberToCallFrom(graph, call) : undefined;
  const operation = newOperation(operationId, invitations);
  for (const invitee of invitees) {
    const id = graph.random.id();
    call.invitations.set(id, { party: invitee, operation });
    const from = invitee.kind === "phone" ? number : undefined;
    graph.engine.bots.invite(call.id, { operationId: id, invitee, ringMs: RING_MS, from });
  }
}

function bringOver(
  graph: GraphContext,
  { principal, call }: CallRequest<unknown>,
  operationId: string,
  invited: InvitationInfo,
  replacesCallId: string,
): void {
  const other = graph.calls.of(principal, replacesCallId);
  const party = partyIn(graph, other, invited, "participants.0");
  const id = graph.random.id();
  call.invitations.set(id, { party, operation: newOperation(operationId, [invited]) });
  try {
    graph.engine.bots.move(call.id, { operationId: id, fromLegId: other.id, party });
  } catch (error) {
    call.invitations.delete(id);
    throw error;
  }
}

function newOperation(id: string, invitations: readonly Pick<InvitationInfo, "identity">[]): Invitation["operation"] {
  const invited = invitations.map(({ identity }) => ({
    "@odata.type": "#microsoft.graph.invitationParticipantInfo",
    identity: jsonOf(identity),
  }));
  return { id, invited, open: invited.length, failures: [] };
}

/**
 * As the answer names the invited (documented). Their `participantId` is in the metadata; that it is known while they ring, so that the
 * invitation can be taken back by it, is ours: no page says where that id comes from.
 */
function invitedEntity(graph: GraphContext, call: GraphCall, invited: InvitationInfo): JsonObject {
  const party = partyFrom(invited.identity, "participants");
  const { legs } = engineFacts(graph, call).conversation;
  const ringing = legs.find((leg) => leg.state !== "ended" && sameParty(leg.party, party));
  return {
    endpointType: null,
    id: null,
    participantId: invited.participantId ?? ringing?.participantId ?? null,
    replacesCallId: invited.replacesCallId ?? null,
    identity: { user: null, application: null, device: null, phone: null, ...jsonOf(invited.identity) },
  };
}

export const invitationRoutes: readonly GraphRoute[] = [invite];
