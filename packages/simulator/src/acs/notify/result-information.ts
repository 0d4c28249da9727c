import type { EndCause } from "../../engine/call.js";
import type { MediaOutcome } from "../../engine/media.js";
import type { Party } from "../../engine/party.js";

/** resultInformation of an event. */
export interface ResultInformation {
  readonly code: number;
  readonly subCode: number;
  readonly message: string;
  readonly sipDetails?: { readonly code: number; readonly message: string };
  readonly q850Details?: { readonly code: number; readonly message: string };
}

export const connectedResult: ResultInformation = { code: 200, subCode: 0, message: "" };
/** The message is observed; documented is only the code. */
export const actionCompleted: ResultInformation = { code: 200, subCode: 0, message: "Action completed successfully." };
/** What a completed row of tones says (observed). */
const tonesSent: ResultInformation = { code: 200, subCode: 0, message: "" };
/** What a stopped recognition says (observed in the vendor's tests). */
export const recognitionStopped: ResultInformation = {
  code: 200,
  subCode: 0,
  message: "Continuous DTMF Recognition stopped successfully.",
};
/** The code is documented (the reference writes "transfer"), the words are observed. */
export const transferAccepted: ResultInformation = {
  code: 200,
  subCode: 7015,
  message: "The transfer operation completed successfully.",
};
/** Spelled as the service spells it (observed). */
const playCanceled: ResultInformation = {
  code: 400,
  subCode: 8508,
  message: "Action falied, the operation was cancelled.",
};
const actionCanceled: ResultInformation = {
  code: 400,
  subCode: 8508,
  message: "Action failed, the operation was canceled.",
};

const result = (code: number, subCode: number, text: string): ResultInformation => ({
  code,
  subCode,
  message: `${text}. DiagCode: ${code === 200 ? 0 : code}#${subCode}.@`,
});

/**
 * The result of a leg's end. Documented: 200/7000, 200/7015, 480/560480, 487/540487, and the pattern 560xxx for what a
 * carrier reports. Observed: 603/0, 200/5001, 200/5002, 200/5300 and the messages. Ours: that 560404 is an unknown number,
 * that 560486 is busy (the pattern continued), and 200/560000 for a phone that hangs up (Graph documents it so).
 */
export function endResult(cause: EndCause, other: Party | undefined): ResultInformation {
  const isPhone = other?.kind === "phone";
  switch (cause.kind) {
    case "hung-up":
      if (cause.by === "self") return endedByBot;
      if (cause.by === "everyone") return result(200, 7000, "The conversation has ended");
      return isPhone
        ? result(200, 560000, "Call ended successfully by remote PSTN participant")
        : result(200, 5001, "This conversation has ended.");
    case "declined":
      return result(603, 0, "Decline");
    case "busy":
      return {
        ...result(486, 560486, "Busy Here"),
        ...(isPhone
          ? { sipDetails: { code: 486, message: "Busy Here" }, q850Details: { code: 17, message: "User busy" } }
          : {}),
      };
    case "no-answer":
    case "not-decided":
      return result(480, 560480, "No answer");
    case "unreachable":
      return isPhone ? result(404, 560404, "Not Found") : result(480, 10078, "The user is not registered");
    case "canceled":
    case "answered-elsewhere":
    case "not-admitted":
      return result(487, 540487, "Request Terminated");
    case "transferred":
      return result(200, 7015, "The call was transferred");
    case "removed":
    case "moved":
      return result(200, 5300, "The conversation has ended");
    case "alone":
      return result(
        200,
        5002,
        "This conversation has ended as only one participant was remaining in the conversation.",
      );
    case "rejected":
      return result(603, 0, "Decline");
    case "redirected":
      return result(200, 0, "The call was redirected");
    case "keep-alive-lost":
    case "network":
      return result(500, 10045, "Infrastructure error");
  }
}

const endedByBot = result(
  200,
  7000,
  "Call was ended by Azure Communication Service Call Automation API or a server bot",
);

/** The bot canceled its own outgoing call before it was answered. */
export const canceledByBot = result(487, 540487, "Call canceled by the originator");
/** A recognition that ends with its call (observed). */
export const stoppedByEnd = result(200, 7000, "The conversation has ended");

/** What a failed or canceled invitation says: the pattern is observed for a cancellation (200/5300), and continued for the rest (ours). */
export function invitationResult(rawId: string, cause: EndCause, invitee: Party): ResultInformation {
  const reason =
    cause.kind === "canceled" ? result(200, 5300, "The conversation has ended") : endResult(cause, invitee);
  return {
    ...reason,
    message: `addParticipants failed for participant ${rawId}. Underlying reason: ${reason.message}`,
  };
}

/** It was too late to cancel an invitation, or there was none (ours). */
export const nothingToCancel = (invitationId: string): ResultInformation => ({
  code: 400,
  subCode: 8585,
  message: `cancelAddParticipant failed for invitation ${invitationId}. Underlying reason: it does not ring.`,
});

/** The participant to be removed has left already (the subcode is documented, its use here is ours). */
export const leftAlready = (rawId: string): ResultInformation => ({
  code: 400,
  subCode: 8558,
  message: `removeParticipants failed for participant ${rawId}. Underlying reason: Participant not present.`,
});

/** How a prompt or a row of tones ended. That the end of the call cancels is ours. */
export function mediaResult(what: "prompt" | "tones", outcome: MediaOutcome): ResultInformation {
  if (outcome.kind === "completed") return what === "prompt" ? actionCompleted : tonesSent;
  if (outcome.kind === "canceled" || outcome.reason === "call-ended")
    return what === "prompt" ? playCanceled : actionCanceled;
  return outcome.reason === "bad-format"
    ? { code: 400, subCode: 8535, message: "Action failed, file format is invalid." }
    : { code: 400, subCode: 8536, message: "Action failed, file could not be downloaded." };
}
