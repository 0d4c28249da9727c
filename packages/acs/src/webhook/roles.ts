import { CallingError } from "@trunkline/core";
import type { WireEvent } from "./wire-event.js";

/** Who sends callbacks: the call service with a signed token, and Event Grid with our secret. */
export type Role = "callback" | "event-grid";

export const incomingCall = "Microsoft.Communication.IncomingCall";
export const validation = "Microsoft.EventGrid.SubscriptionValidationEvent";

/** What Event Grid publishes and the call service never sends. Source: Event Grid, voice and video calling events. */
const published: ReadonlySet<string> = new Set([
  incomingCall,
  validation,
  "Microsoft.EventGrid.SubscriptionDeletedEvent",
  "Microsoft.Communication.RecordingFileStatusUpdated",
  "Microsoft.Communication.CallStarted",
  "Microsoft.Communication.CallEnded",
  "Microsoft.Communication.CallParticipantAdded",
  "Microsoft.Communication.CallParticipantRemoved",
]);

/** What the call service sends of a call, by the first words of its types: Event Grid publishes none of it. */
const ofTheCallService =
  /^Microsoft\.Communication\.(CallConnected|CallDisconnected|CallTransfer|CreateCall|AnswerFailed|Connect|ParticipantsUpdated|(Cancel)?(Add|Remove|Move)Participant|Play|Recognize|ContinuousDtmf|SendDtmf|Hold|RecordingState|StartRecording|Transcription|MediaStreaming|Dialog)/i;

/**
 * Refuses what this sender never says. Event Grid publishes many types, and more each year (SMS, chat, e-mail, jobs): a subscription
 * without a filter sends them all, and they are let through, since they never speak of a call. Events of the call service are for signed
 * tokens to carry. A token may carry types that nobody knows yet.
 * @throws CallingError `forbidden`.
 */
export function checkRole(role: Role, event: WireEvent): void {
  const allowed = role === "event-grid" ? !speaksOfACall(event) : !published.has(event.type);
  if (allowed) return;
  throw new CallingError(
    "forbidden",
    `${role === "event-grid" ? "the Event Grid secret" : "a callback token"} may not carry "${event.type}"`,
    role === "event-grid" ? { hint: "Event Grid does not publish it: see who else has the secret." } : {},
  );
}

/** The call service names itself as the source (`calling/callConnections/{id}`), Event Grid the resource (`/subscriptions/…`). */
function speaksOfACall({ type, source, subject }: WireEvent): boolean {
  return ofTheCallService.test(type) || /^\/?calling\//i.test(source || subject);
}

/** Reads the role back from the principal that `verify` made. */
export function roleOf(role: string): Role {
  if (role === "callback" || role === "event-grid") return role;
  throw new CallingError("forbidden", `"${role}" is no role of this adapter`);
}
