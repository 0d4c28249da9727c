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
