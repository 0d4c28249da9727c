/**
 * @typedef {object} DocumentedPage A page of Microsoft's documentation whose examples are tests.
 * @property {string} title the beginning of its tests' names
 * @property {string} [source] the address of the page
 * @property {readonly (readonly [example: string, shows: string])[]} examples
 *   The test of an example is named `{title}, {example}: …`.
 */

/** @type {readonly DocumentedPage[]} */
export const documentedPages = [
  {
    title: "Graph create call",
    source: "https://learn.microsoft.com/graph/api/application-post-calls",
    examples: [
      ["example 1", "a peer VoIP call with service-hosted media"],
      ["example 1, notifications", "establishing and established, in either order"],
      ["example 1, content sharing", "started, updated, ended, with a session array"],
      ["example 2", "a peer VoIP call with app-hosted media"],
      ["example 3", "a group call with service-hosted media"],
      ["example 4", "a group call with app-hosted media"],
      ["example 5", "a scheduled meeting with service-hosted media"],
      ["example 5, roster", "who is in the meeting"],
      ["example 6", "a scheduled meeting with app-hosted media"],
      ["example 7", "a channel meeting with service-hosted media"],
      ["example 8", "a channel meeting as a guest, in the lobby until admitted"],
      ["example 9", "a PSTN call with service-hosted media"],
      ["example 10", "a PSTN call with app-hosted media"],
    ],
  },
  {
    title: "Graph answer",
    source: "https://learn.microsoft.com/graph/api/call-answer",
    examples: [
      ["request", "`callOptions` and `participantCapacity`"],
      ["example 1", "a peer VoIP call with service-hosted media"],
      ["example 2", "app-hosted media, content sharing without data"],
      ["example 3", "a policy-based recording call: its bot data and 5 s"],
      ["example 3, next participant", "`participantJoiningNotification` in place of another call"],
      ["callRoutes", "who was called before"],
      ["encrypted source", "a caller who stays encrypted for want of a permission"],
    ],
  },
  {
    title: "Graph redirect",
    source: "https://learn.microsoft.com/graph/api/call-redirect",
    examples: [
      ["example 1", "to one target; terminated without a result"],
      ["example 2", "to several that ring together, `routingPolicies`"],
      ["example 3", "to a PSTN number; an encrypted `answeredBy`"],
      ["time-out", "15 to 90 s"],
      ["25 targets", "the most that ring together"],
    ],
  },
  {
    title: "Graph sendDtmfTones",
    source: "https://learn.microsoft.com/graph/api/call-senddtmftones",
    examples: [
      ["request", "tones, `delayBetweenTonesMs`, `clientContext`"],
      ["all tones", "letters and flash"],
      ["completed", "the successful case"],
      ["canceled", "error case 1, of status `completed`"],
      ["unknown", "error case 2, of status `completed`"],
    ],
  },
  {
    title: "Graph around",
    examples: [
      ["group invitation", "`tokenMeetingInfo`"],
      ["meeting id", "`joinMeetingIdMeetingInfo`"],
      ["join link", "`chatInfo` and `organizerMeetingInfo` out of a link"],
      ["/app alias", "the deprecated path in notifications"],
      ["versions", "v1.0 and beta"],
      ["keep-alive", "45 minutes"],
      ["another deployment", "a 302 names where an incoming call is taken"],
    ],
  },
  {
    title: "Graph clouds",
    source: "https://learn.microsoft.com/graph/deployments",
    examples: [
      ["endpoint and authority", "of each cloud that has calls"],
      ["token audience", "of each cloud that has calls"],
      ["verbs", "which cloud has which: sendDtmfTones is Global only"],
      ["China", "has no calls"],
    ],
  },
  {
    title: "Graph permissions",
    source: "https://learn.microsoft.com/graph/permissions-reference",
    examples: [
      ["least privileged", "each role, enough alone, and named when it is missing"],
      ["names", "the real names of the roles"],
    ],
  },
  {
    title: "ACS sendDtmfTones",
    source: "https://learn.microsoft.com/rest/api/communication/callautomation/call-media/send-dtmf-tones",
    examples: [
      ["example", "one tone to a communication user"],
      ["all tones", "0 to 9, a to d, pound, asterisk"],
      ["more than 18", "in parts"],
      ["target", "`targetParticipant`"],
      ["operationContext", "given, or the operation's id"],
      ["repeatability", "`Repeatability-Request-ID` and `Repeatability-First-Sent`"],
      ["SendDtmfTonesCompleted", "the event of success"],
      ["SendDtmfTonesFailed", "the event of failure"],
    ],
  },
];
