type Row = readonly [
  id: string,
  method: "GET" | "POST" | "PATCH" | "DELETE",
  template: string,
  repeatable?: "repeatable",
];

const CALLS = "/calling/callConnections";
const CALL = `${CALLS}/{callConnectionId}`;
const RECORDING = "/calling/recordings/{recordingId}";
const ROOM = "/rooms/{roomId}";
const IDENTITY = "/identities/{identityId}";

/**
 * The operations of Call Automation in the API description of 2026-03-12, of rooms in that of 2025-03-13 and of identities in that of
 * 2023-10-01, whatever is simulated of them. An operation is simulated when a route names it, and answered 501 otherwise.
 */
const rows = [
  ["CreateCall", "POST", CALLS, "repeatable"],
  ["AnswerCall", "POST", `${CALLS}:answer`, "repeatable"],
  ["RedirectCall", "POST", `${CALLS}:redirect`, "repeatable"],
  ["RejectCall", "POST", `${CALLS}:reject`, "repeatable"],
  ["Connect", "POST", `${CALLS}:connect`, "repeatable"],
  ["CallConnection_GetCall", "GET", CALL],
  ["CallConnection_HangupCall", "DELETE", CALL],
  ["CallConnection_TerminateCall", "POST", `${CALL}:terminate`, "repeatable"],
  ["CallConnection_TransferToParticipant", "POST", `${CALL}:transferToParticipant`, "repeatable"],
  ["CallConnection_GetParticipants", "GET", `${CALL}/participants`],
  ["CallConnection_GetParticipant", "GET", `${CALL}/participants/{participantRawId}`],
  ["CallConnection_AddParticipant", "POST", `${CALL}/participants:add`, "repeatable"],
  ["CallConnection_RemoveParticipant", "POST", `${CALL}/participants:remove`, "repeatable"],
  ["CallConnection_Mute", "POST", `${CALL}/participants:mute`, "repeatable"],
  ["CallConnection_CancelAddParticipant", "POST", `${CALL}/participants:cancelAddParticipant`, "repeatable"],
  ["CallConnection_MoveParticipants", "POST", `${CALL}/participants:moveHere`, "repeatable"],
  ["CallMedia_Play", "POST", `${CALL}:play`],
  ["CallMedia_Recognize", "POST", `${CALL}:recognize`],
  ["CallMedia_CancelAllMediaOperations", "POST", `${CALL}:cancelAllMediaOperations`],
  ["CallMedia_StartContinuousDtmfRecognition", "POST", `${CALL}:startContinuousDtmfRecognition`],
  ["CallMedia_StopContinuousDtmfRecognition", "POST", `${CALL}:stopContinuousDtmfRecognition`],
  ["CallMedia_SendDtmfTones", "POST", `${CALL}:sendDtmfTones`, "repeatable"],
  ["CallMedia_Hold", "POST", `${CALL}:hold`],
  ["CallMedia_Unhold", "POST", `${CALL}:unhold`],
  ["CallMedia_StartTranscription", "POST", `${CALL}:startTranscription`],
  ["CallMedia_StopTranscription", "POST", `${CALL}:stopTranscription`],
  ["CallMedia_UpdateTranscription", "POST", `${CALL}:updateTranscription`],
  ["CallMedia_StartMediaStreaming", "POST", `${CALL}:startMediaStreaming`],
  ["CallMedia_StopMediaStreaming", "POST", `${CALL}:stopMediaStreaming`],
  ["CallRecording_StartRecording", "POST", "/calling/recordings", "repeatable"],
  ["CallRecording_GetRecordingProperties", "GET", RECORDING],
  ["CallRecording_StopRecording", "DELETE", RECORDING],
  ["CallRecording_PauseRecording", "POST", `${RECORDING}:pause`],
  ["CallRecording_ResumeRecording", "POST", `${RECORDING}:resume`],
  ["Rooms_Create", "POST", "/rooms", "repeatable"],
  ["Rooms_List", "GET", "/rooms"],
  ["Rooms_Get", "GET", ROOM],
  ["Rooms_Update", "PATCH", ROOM],
  ["Rooms_Delete", "DELETE", ROOM],
  ["Participants_List", "GET", `${ROOM}/participants`],
  ["Participants_Update", "PATCH", `${ROOM}/participants`],
  ["CommunicationIdentity_Create", "POST", "/identities"],
  ["CommunicationIdentity_Get", "GET", IDENTITY],
  ["CommunicationIdentity_Delete", "DELETE", IDENTITY],
  ["CommunicationIdentity_IssueAccessToken", "POST", `${IDENTITY}/:issueAccessToken`],
  ["CommunicationIdentity_RevokeAccessTokens", "POST", `${IDENTITY}/:revokeAccessTokens`],
] as const satisfies readonly Row[];

/** An operation's id in the API description. */
export type OperationId = (typeof rows)[number][0];

const noRecognition = "it takes speech as well as keys, and there is no speech here that could be recognized";
const noSpeech = "there is no speech here that could be transcribed";
const noSound = "there is no sound yet that could be streamed";
const noRecorder = "there is no sound yet that could be recorded";

/** Why an operation of calling has no route. */
export const notSimulatedBecause: Partial<Readonly<Record<OperationId, string>>> = {
  CallMedia_Recognize: noRecognition,
  CallMedia_StartTranscription: noSpeech,
  CallMedia_StopTranscription: noSpeech,
  CallMedia_UpdateTranscription: noSpeech,
  CallMedia_StartMediaStreaming: noSound,
  CallMedia_StopMediaStreaming: noSound,
  CallRecording_StartRecording: noRecorder,
  CallRecording_GetRecordingProperties: noRecorder,
  CallRecording_StopRecording: noRecorder,
  CallRecording_PauseRecording: noRecorder,
  CallRecording_ResumeRecording: noRecorder,
};

/** One operation of the service. */
export interface AcsOperation {
  readonly id: OperationId;
  readonly method: Row[1];
  /** The path, with its parameters in braces. */
  readonly template: string;
  /** Whether the service honors Repeatability-Request-ID here. */
  readonly repeatable: boolean;
}

export const acsOperations: readonly AcsOperation[] = rows.map(([id, method, template, repeatable]) => ({
  id,
  method,
  template,
  repeatable: repeatable !== undefined,
}));

/** A part of the service outside the operations, by its paths, for all methods. */
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
  { what: "the exchange of tokens of Teams users", path: /^\/teamsUser(\/|$)/ },
  { what: "the API of Teams Phone extensibility", path: /^\/access\// },
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

/** The APIs that are simulated, each with versions of its own. */
export type AcsApi = "calling" | "rooms" | "identities";

export function apiAt(path: string): AcsApi | undefined {
  const [, first] = /^\/(calling\/|rooms(?:\/|$)|identities(?:\/|$))/.exec(path) ?? [];
  if (first === undefined) return undefined;
  return first.startsWith("calling") ? "calling" : first.startsWith("rooms") ? "rooms" : "identities";
}

/** Whether a path is this service's. */
export function isAcsPath(path: string): boolean {
  return apiAt(path) !== undefined || neighborAt(path) !== undefined;
}
