import { CallingError } from "@trunkline/core";

/** Who sends callbacks: the call service with a signed token, and Event Grid with our secret. */
export type Role = "callback" | "event-grid";

export const incomingCall = "Microsoft.Communication.IncomingCall";
const recordingFile = "Microsoft.Communication.RecordingFileStatusUpdated";
export const validation = "Microsoft.EventGrid.SubscriptionValidationEvent";
const subscriptionDeleted = "Microsoft.EventGrid.SubscriptionDeletedEvent";

/** What the holder of the Event Grid secret may say. Everything else in the call is for signed tokens to say. */
const eventGridMaySay: ReadonlySet<string> = new Set([incomingCall, recordingFile, validation, subscriptionDeleted]);

/** What Event Grid publishes and a callback never carries. Types that nobody knows yet are let through: they cost nothing. */
const callbackMayNotSay: ReadonlySet<string> = new Set([
  ...eventGridMaySay,
  "Microsoft.Communication.CallStarted",
  "Microsoft.Communication.CallEnded",
  "Microsoft.Communication.CallParticipantAdded",
  "Microsoft.Communication.CallParticipantRemoved",
]);

/** @throws CallingError `forbidden` when this sender may not say this. */
export function checkRole(role: Role, type: string): void {
  const allowed = role === "event-grid" ? eventGridMaySay.has(type) : !callbackMayNotSay.has(type);
  if (allowed) return;
  throw new CallingError(
    "forbidden",
    `${role === "event-grid" ? "the Event Grid secret" : "a callback token"} may not carry "${type}"`,
    role === "event-grid"
      ? { hint: "Subscribe to IncomingCall and RecordingFileStatusUpdated only; mid-call events come by themselves." }
      : {},
  );
}

/** Reads the role back from the principal that `verify` made. */
export function roleOf(role: string): Role {
  if (role === "callback" || role === "event-grid") return role;
  throw new CallingError("forbidden", `"${role}" is no role of this adapter`);
}
