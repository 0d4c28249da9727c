import type { WrittenIdentitySet } from "./identity.js";

/** Who a call comes from, or who is handed over. */
export interface WrittenParticipantInfo {
  readonly "@odata.type": "#microsoft.graph.participantInfo";
  readonly identity: WrittenIdentitySet;
}

/** Who is to be rung. */
export interface WrittenInvitation {
  readonly "@odata.type": "#microsoft.graph.invitationParticipantInfo";
  readonly identity: WrittenIdentitySet;
  /** The call whose place the invited one's call takes. */
  readonly replacesCallId?: string | undefined;
}

export function writeParticipantInfo(identity: WrittenIdentitySet): WrittenParticipantInfo {
  return { "@odata.type": "#microsoft.graph.participantInfo", identity };
}

export function writeInvitation(identity: WrittenIdentitySet, replacesCallId?: string): WrittenInvitation {
  return {
    "@odata.type": "#microsoft.graph.invitationParticipantInfo",
    identity,
    replacesCallId,
  };
}
