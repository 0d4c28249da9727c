import type { EndCause } from "../../engine/call.js";
import type { Party } from "../../engine/party.js";
import type { GraphCall, GraphContext } from "../calls/context.js";
import { resultOf } from "../calls/result-info.js";
import { endOperation } from "./operations.js";

/** Somebody who was invited has come, or has not, for the cause given; with the last of them the operation ends. */
export function sendInviteEnded(
  graph: GraphContext,
  call: GraphCall,
  invitationId: string,
  cause: EndCause | undefined,
): void {
  const invitation = call.invitations.get(invitationId);
  if (!invitation) return;
  call.invitations.delete(invitationId);
  const { operation, party } = invitation;
  operation.open -= 1;
  if (cause) operation.failures.push(failureOf(party, cause));
  if (operation.open > 0) return;

  const title = `inviteParticipants ${operation.failures.length === 0 ? "completed" : "failed"}`;
  const participants = operation.invited;
  if (operation.failures.length === 0) {
    const changes = { status: "completed", resultInfo: undefined, participants };
    endOperation(graph, call, operation.id, changes, title, "documented");
    return;
  }
  const resultInfo = {
    "@odata.type": "#microsoft.graph.resultInfo",
    code: 500,
    subcode: 0,
    message: `addParticipantsfailed for participants: ${operation.failures.join("; ")}`,
  };
  endOperation(graph, call, operation.id, { status: "failed", resultInfo, participants }, title, "observed");
}

/** In the words that were observed; code and subcode are those of a call that ends so. */
function failureOf(party: Party, cause: EndCause): string {
  const seenFromHere = cause.kind === "hung-up" ? ({ kind: "hung-up", by: "other" } as const) : cause;
  const result = resultOf({ kind: "one-to-one", direction: "outgoing", from: party, to: [party] }, seenFromHere);
  const reason = result?.message ?? "Could not be invited.";
  return `${rawId(party)} reason: ${reason}, code=${result?.code ?? 500} subcode=${result?.subcode ?? 0}`;
}

/** What the service calls somebody in its texts (observed for bots and users). */
function rawId(party: Party): string {
  switch (party.kind) {
    case "phone":
      return `4:${party.number}`;
    case "user":
    case "application-instance":
      return `8:orgid:${party.id}`;
    case "application":
      return `28:${party.id}`;
    case "communication-user":
      return party.id;
    case "guest":
      return `8:teamsvisitor:${party.id}`;
  }
}
