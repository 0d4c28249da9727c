/** One operation of Call Automation, api-version 2026-03-12. `template` has path parameters in braces. */
export interface AcsOperation {
  /** Its id in the API description. */
  readonly id: string;
  readonly method: "GET" | "POST" | "DELETE";
  readonly template: string;
  /** `served`, or answered 501 with the code `SimulatorNotImplemented`. */
  readonly support: "served" | "not-implemented";
  /** The service honors Repeatability-Request-ID here. */
  readonly repeatable?: true;
}

const CALL = "/calling/callConnections/{callConnectionId}";
const RECORDING = "/calling/recordings/{recordingId}";

/** All 34 operations. A test holds this table against the routes. */
export const acsOperations = [
  { id: "CreateCall", method: "POST", template: "/calling/callConnections", support: "served", repeatable: true },
  {
    id: "AnswerCall",
    method: "POST",
    template: "/calling/callConnections:answer",
    support: "served",
    repeatable: true,
  },
  {
    id: "RedirectCall",
    method: "POST",
    template: "/calling/callConnections:redirect",
    support: "served",
    repeatable: true,
  },
  {
    id: "RejectCall",
    method: "POST",
    template: "/calling/callConnections:reject",
    support: "served",
    repeatable: true,
  },
  { id: "Connect", method: "POST", template: "/calling/callConnections:connect", support: "served", repeatable: true },
  { id: "CallConnection_GetCall", method: "GET", template: CALL, support: "served" },
  { id: "CallConnection_HangupCall", method: "DELETE", template: CALL, support: "served" },
  {
    id: "CallConnection_TerminateCall",
    method: "POST",
    template: `${CALL}:terminate`,
    support: "served",
    repeatable: true,
  },
  {
    id: "CallConnection_TransferToParticipant",
    method: "POST",
    template: `${CALL}:transferToParticipant`,
    support: "served",
    repeatable: true,
  },
  { id: "CallConnection_GetParticipants", method: "GET", template: `${CALL}/participants`, support: "served" },
  {
    id: "CallConnection_GetParticipant",
    method: "GET",
    template: `${CALL}/participants/{participantRawId}`,
    support: "served",
  },
  {
    id: "CallConnection_AddParticipant",
    method: "POST",
    template: `${CALL}/participants:add`,
    support: "not-implemented",
  },
  {
    id: "CallConnection_RemoveParticipant",
    method: "POST",
    template: `${CALL}/participants:remove`,
    support: "not-implemented",
  },
  { id: "CallConnection_Mute", method: "POST", template: `${CALL}/participants:mute`, support: "not-implemented" },
  {
    id: "CallConnection_CancelAddParticipant",
    method: "POST",
    template: `${CALL}/participants:cancelAddParticipant`,
    support: "not-implemented",
  },
  {
    id: "CallConnection_MoveParticipants",
    method: "POST",
    template: `${CALL}/participants:moveHere`,
    support: "not-implemented",
  },
  { id: "CallMedia_Play", method: "POST", template: `${CALL}:play`, support: "served" },
  { id: "CallMedia_Recognize", method: "POST", template: `${CALL}:recognize`, support: "not-implemented" },
  {
    id: "CallMedia_CancelAllMediaOperations",
    method: "POST",
    template: `${CALL}:cancelAllMediaOperations`,
    support: "served",
  },
  {
    id: "CallMedia_StartContinuousDtmfRecognition",
    method: "POST",
    template: `${CALL}:startContinuousDtmfRecognition`,
    support: "served",
  },
  {
    id: "CallMedia_StopContinuousDtmfRecognition",
    method: "POST",
    template: `${CALL}:stopContinuousDtmfRecognition`,
    support: "served",
  },
  {
    id: "CallMedia_SendDtmfTones",
    method: "POST",
    template: `${CALL}:sendDtmfTones`,
    support: "served",
    repeatable: true,
  },
  { id: "CallMedia_Hold", method: "POST", template: `${CALL}:hold`, support: "not-implemented" },
  { id: "CallMedia_Unhold", method: "POST", template: `${CALL}:unhold`, support: "not-implemented" },
  {
    id: "CallMedia_StartTranscription",
    method: "POST",
    template: `${CALL}:startTranscription`,
    support: "not-implemented",
  },
  {
    id: "CallMedia_StopTranscription",
    method: "POST",
    template: `${CALL}:stopTranscription`,
    support: "not-implemented",
  },
  {
    id: "CallMedia_UpdateTranscription",
    method: "POST",
    template: `${CALL}:updateTranscription`,
    support: "not-implemented",
  },
  {
    id: "CallMedia_StartMediaStreaming",
    method: "POST",
    template: `${CALL}:startMediaStreaming`,
    support: "not-implemented",
  },
  {
    id: "CallMedia_StopMediaStreaming",
    method: "POST",
    template: `${CALL}:stopMediaStreaming`,
    support: "not-implemented",
  },
  { id: "CallRecording_StartRecording", method: "POST", template: "/calling/recordings", support: "not-implemented" },
  { id: "CallRecording_GetRecordingProperties", method: "GET", template: RECORDING, support: "not-implemented" },
  { id: "CallRecording_StopRecording", method: "DELETE", template: RECORDING, support: "not-implemented" },
  { id: "CallRecording_PauseRecording", method: "POST", template: `${RECORDING}:pause`, support: "not-implemented" },
  { id: "CallRecording_ResumeRecording", method: "POST", template: `${RECORDING}:resume`, support: "not-implemented" },
] as const satisfies readonly AcsOperation[];

/** The operations that have a route of their own. */
export type ServedOperationId = Extract<(typeof acsOperations)[number], { support: "served" }>["id"];

/** Something that the service has and no operation of ours stands for, by the paths that it is asked at with whatever method. */
interface Neighbor {
  readonly what: string;
  readonly path: RegExp;
}

/**
 * What previews of Call Automation had beside the released operations (source: reports and the vendor's other clients), and what else
 * answers at the address of a resource (source: the descriptions of those APIs).
 */
export const neighbors: readonly Neighbor[] = [
  {
    what: "unmuting participants (2023-10-03-preview)",
    path: /^\/calling\/callConnections\/[^/:]+\/participants:unmute$/,
  },
  { what: "dialogs (previews of 2023)", path: /^\/calling\/callConnections\/[^/:]+\/dialogs(\/|$)/ },
  { what: "summaries of calls (2025-08-15-preview)", path: /^\/calling\/callConnections\/[^/:]+:summarize/ },
  { what: "results of recordings (2025-08-15-preview)", path: /^\/calling\/recordings\/[^/:]+\/result$/ },
  { what: "the identity API", path: /^\/(identities|teamsUser)(\/|$)/ },
  { what: "the API of Teams Phone extensibility", path: /^\/access\// },
  { what: "the rooms API", path: /^\/rooms(\/|$)/ },
  { what: "the chat API", path: /^\/chat(\/|$)/ },
  { what: "the SMS API", path: /^\/(sms|deliveryReports)(\/|$)/ },
  { what: "the email API", path: /^\/emails(:|\/|$)/ },
  { what: "the phone numbers API", path: /^\/(phoneNumbers|availablePhoneNumbers)(\/|$)/ },
  { what: "the direct routing API", path: /^\/sip(:|\/|$)/ },
  { what: "the network traversal API", path: /^\/networkTraversal(\/|$)/ },
  { what: "the job router API", path: /^\/routing(\/|$)/ },
  { what: "the advanced messaging API", path: /^\/messages(\/|$)/ },
];

export function neighborAt(path: string): string | undefined {
  return neighbors.find((neighbor) => neighbor.path.test(path))?.what;
}

/** Whether a path is this service's. */
export function isAcsPath(path: string): boolean {
  return path.startsWith("/calling/") || neighborAt(path) !== undefined;
}

/** The versions that Call Automation has had, each exactly as it was called (source: the API descriptions and recordings). */
const RELEASED = ["2023-03-06", "2023-10-15", "2024-04-15", "2024-09-15", "2025-05-15", "2025-06-15", "2026-03-12"];
const PREVIEWS = [
  "2022-04-07",
  "2023-01-15",
  "2023-06-15",
  "2023-10-03",
  "2024-01-22",
  "2024-06-15",
  "2024-09-01",
  "2024-11-15",
  "2025-03-30",
  "2025-08-15",
];
const KNOWN: ReadonlySet<string> = new Set([...RELEASED, ...PREVIEWS.map((date) => `${date}-preview`)]);

export function isKnownVersion(version: string): boolean {
  return KNOWN.has(version);
}
