/** Every member that a route reads, in the documented spelling. */
const names = [
  "acceptedModalities",
  "application",
  "applicationInstance",
  "azureCommunicationServicesUser",
  "blob",
  "callbackUri",
  "callOptions",
  "chatInfo",
  "clientContext",
  "delayBetweenTonesMs",
  "displayName",
  "guest",
  "id",
  "identity",
  "isContentSharingNotificationEnabled",
  "joinMeetingId",
  "loop",
  "mediaConfig",
  "mediaInfo",
  "meetingInfo",
  "messageId",
  "organizer",
  "participantCapacity",
  "phone",
  "preFetchMedia",
  "prompts",
  "reason",
  "replacesCallId",
  "requestedModalities",
  "resourceId",
  "ringingTimeoutInSeconds",
  "source",
  "subject",
  "targets",
  "tenantId",
  "threadId",
  "timeout",
  "token",
  "tones",
  "transferee",
  "transferTarget",
  "uri",
  "user",
] as const;
const byLowerCase: ReadonlyMap<string, string> = new Map(names.map((name) => [name.toLowerCase(), name]));

/** Gives the members of a body their documented spelling: on this API they compare without regard to case. */
export function foldNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(foldNames);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [byLowerCase.get(name.toLowerCase()) ?? name, foldNames(member)]),
  );
}
