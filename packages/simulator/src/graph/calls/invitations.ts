import { type Party, sameParty } from "../../engine/party.js";
import { isJsonObject, type JsonObject } from "../wire/body.js";
import { badRequest, GraphFailure } from "../wire/errors.js";
import { partyFrom } from "../wire/identity.js";
import type { InvitationInfo } from "../wire/schemas.js";
import { numberOf } from "./bots.js";
import { engineFacts, type GraphCall, type GraphContext } from "./context.js";
import { invalidSource } from "./outgoing.js";
import { participantIn } from "./roster.js";

/** Who is meant by invitations, checked together: either all of them ring, or none. */
export function inviteesOf(
  graph: GraphContext,
  call: GraphCall,
  invitations: readonly InvitationInfo[],
): readonly Party[] {
  const parties = invitations.map(({ identity }, index) => partyFrom(identity, `participants.${index}`));
  const { conversation } = engineFacts(graph, call);
  const present = conversation.legs.filter(({ state }) => state !== "ended").map(({ party }) => party);
  for (const [index, party] of parties.entries()) {
    // "The same identity cannot be invited twice" is documented, status and subcode are ours.
    if ([...present, ...parties.slice(0, index)].some((other) => sameParty(other, party)))
      throw new GraphFailure(409, "8519", `Conflict: participants.${index} is in the call, or being invited, already.`);
  }
  if (parties.filter(({ kind }) => kind === "application" || kind === "application-instance").length > 1)
    throw badRequest("participants: no more than one bot can be invited.");
  if (parties.length > 1 && conversation.kind === "group" && !call.described.chatInfo)
    throw badRequest("participants: a group call without chatInfo takes one at a time.");
  return parties;
}

/** Who is meant to come over from another call: found by the id that they have in it, or by who they are. */
export function partyIn(graph: GraphContext, other: GraphCall, invitation: InvitationInfo, where: string): Party {
  const { participantId, identity } = invitation;
  return participantId ? participantIn(graph, other, participantId).party : partyFrom(identity, where);
}

/**
 * The number that an invited telephone sees: that of the bot's application instance, as which the bot must be in the call. In a meeting it is enough to
 * have one, unless the bot joined with the token of an invitation (documented; that a meeting asks for no more, and the refusal, are ours).
 */
export function numberToCallFrom(graph: GraphContext, call: GraphCall): Party {
  const { leg, conversation } = engineFacts(graph, call);
  const { source, meetingInfo } = call.described;
  const number = numberOf(graph.engine.population.bot(call.botId));
  const isInstance =
    leg.party.kind === "phone" ||
    leg.party.kind === "application-instance" ||
    (call.direction === "outgoing" && member(member(source, "identity"), "applicationInstance") !== undefined);
  const byToken = call.direction === "outgoing" && member(meetingInfo, "token") !== undefined;
  const may = isInstance || (conversation.kind === "meeting" && call.direction === "outgoing");
  if (!number || !may || byToken) throw invalidSource();
  return number;
}

/** The engine's id of the invitation by which somebody with this id still rings. */
export function invitationOf(graph: GraphContext, call: GraphCall, participantId: string): string | undefined {
  const wanted = participantId.toLowerCase();
  const { conversation } = engineFacts(graph, call);
  const leg = conversation.legs.find(
    (one) => one.participantId === wanted && (one.state === "ringing" || one.state === "redirecting"),
  );
  const found = leg && [...call.invitations].find(([, { party }]) => sameParty(party, leg.party));
  return found?.[0];
}

function member(value: JsonObject[string], name: string): JsonObject[string] {
  return isJsonObject(value) ? (value[name] ?? undefined) : undefined;
}
