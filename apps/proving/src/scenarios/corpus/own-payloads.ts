import { gridEvent, incomingCallEvent, midCallEvent } from "../kit/callbacks.js";
import type { Payload } from "./payload.js";

const call = "421f1100-411f-4a29-8514-dbbb9caff450";
const user = (id: string) => ({ "@odata.type": "#microsoft.graph.identity", id });
const userId = "8e7f5a0c-3a39-4d52-8f0b-6f3c0a3a5d11";
const botId = "2891555a-92ff-42e6-80fa-6e1300c6b5c6";
const rawUser = "8:acs:1bdaa2b9-9507-4542-bb64-a7b22c00a8d4_0000000a-0000-0000-0000-000000000001";

const acs = (expected: string, name: string, data: object = {}): Payload => ({
  ...{ name, cloud: "acs", by: "callback", expected },
  body: [midCallEvent(name, call, data)],
});
const grid = (expected: string, body: unknown): Payload => ({
  ...{ name: "Event Grid", cloud: "acs", by: "event-grid", expected, body },
});
const ok = { code: 200, subCode: 0, message: "" };
const onCall = (rawId: string, more: object = {}) => ({ identifier: { rawId }, isMuted: false, ...more });

const ofAcs: readonly Payload[] = [
  acs("state connected", "CallConnected"),
  acs("participants 2, sequence 4", "ParticipantsUpdated", {
    participants: [onCall("4:+14255550123"), onCall(rawUser, { isOnHold: true })],
    sequenceNumber: 4,
  }),
  acs("echo", "ContinuousDtmfRecognitionStopped", { resultInformation: ok }),
  acs("ended; no result", "CallDisconnected"),
  acs("ended", "CallDisconnected", { resultInformation: { code: 487, subCode: 10003, message: "m" } }),
  acs("ended hung-up", "CallDisconnected", { resultInformation: { code: 200, subCode: 7000, message: "m" } }),
  acs("operation play completed", "PlayCompleted", { resultInformation: ok }),
  acs("operation play failed", "PlayFailed", {
    failedPlaySourceIndex: 0,
    resultInformation: { code: 400, subCode: 8535, message: "m" },
  }),
  acs("operation play canceled; no result", "PlayCanceled"),
  acs("operation sendDtmf completed", "SendDtmfTonesCompleted", { operationContext: "theirs" }),
  acs("operation transfer completed; target and transferee named", "CallTransferAccepted", {
    resultInformation: { code: 200, subCode: 7015, message: "" },
    transferTarget: { rawId: rawUser, communicationUser: { id: rawUser } },
    transferee: { rawId: "4:+14255550123", phoneNumber: { value: "+14255550123" } },
  }),
  acs("operation removeParticipant completed", "RemoveParticipantSucceeded", {
    ...{ operationContext: "theirs", resultInformation: ok, participant: { rawId: rawUser } },
  }),
  acs("operation cancelAddParticipant completed", "CancelAddParticipantSucceeded", {
    ...{ invitationId: "i1", resultInformation: { code: 200, subCode: 5300, message: "m" } },
  }),
  acs("operation cancelAddParticipant failed", "CancelAddParticipantFailed", { invitationId: "i1" }),
  acs("dtmf 8, sequence 1", "ContinuousDtmfRecognitionToneReceived", { tone: "eight", sequenceId: 1 }),
  acs("dtmf #, sequence 1", "ContinuousDtmfRecognitionToneReceived", { toneInfo: { tone: "pound", sequenceId: 1 } }),
  acs("recording state (not modeled)", "RecordingStateChanged", { recordingId: "r", state: "active" }),
  grid("nothing to do: acknowledged", [gridEvent("Microsoft.Communication.CallStarted", { serverCallId: "s" })]),
  grid("recording file ready (not modeled)", [gridEvent("Microsoft.Communication.RecordingFileStatusUpdated", {})]),
  grid("incoming", [incomingCallEvent()]),
];

const graph = (expected: string, resourceData: unknown, below = "", more: object = {}): Payload => ({
  ...{ name: `Graph ${below}`, cloud: "graph", by: "callback", expected },
  body: {
    value: [{ changeType: "updated", resourceUrl: `/communications/calls/${call}${below}`, resourceData, ...more }],
  },
});
const entity = (members: object) => ({ "@odata.type": "#microsoft.graph.call", ...members });
const deleted = { changeType: "deleted" };
const participant = (members: object) => ({ "@odata.type": "#microsoft.graph.participant", ...members });
const ofType = (type: string, members: object) => ({ "@odata.type": `#microsoft.graph.${type}`, ...members });
const prompted = (members: object) => ofType("playPromptOperation", members);

const ofGraph: readonly Payload[] = [
  graph("call establishing", entity({ state: "establishing" })),
  graph("call established", entity({ state: "Established" })),
  graph("call terminating", entity({ state: "terminating" })),
  graph("call redirecting", entity({ state: "redirecting" })),
  graph("call established", entity({ state: "established", toneInfo: { sequenceId: 1, tone: "tone1" } })),
  graph("call transferAccepted", entity({ state: "transferAccepted" })),
  graph("call established", entity({ state: "established", resultInfo: { code: 500, subCode: 7700, message: "m" } })),
  graph("call (no state) = end", entity({}), "", deleted),
  graph(
    "call terminated = end",
    entity({ state: "terminated", resultInfo: { code: "200", subcode: "5001" } }),
    "",
    deleted,
  ),
  graph("call terminated = end", entity({ state: "terminated", terminationReason: "AppTransferred" }), "", deleted),
  graph(
    "call terminated = end",
    entity({
      state: "terminated",
      terminationReason: "AppRedirected",
      answeredBy: { identity: { user: user(userId) } },
    }),
    "",
    deleted,
  ),
  graph(
    "call incoming",
    entity({
      state: "incoming",
      callChainId: "c",
      source: { identity: { user: user(userId) } },
      targets: [{ identity: { application: user(botId) } }],
    }),
    "",
    { changeType: "created" },
  ),
  graph(
    "whole roster of 2",
    [
      participant({ id: null, isMuted: false, info: { identity: { user: user(userId) } } }),
      participant({ "@odata.id": "/app/calls/1/participants/p2", info: { identity: { application: user(botId) } } }),
    ],
    "/participants",
  ),
  graph("whole roster of 1", [participant({ id: "p1" })], "/participants", { changeType: "created" }),
  graph("whole roster of 1", [participant({ id: "p1", isInLobby: true })], "/participants"),
  graph("content sharing created", [{ id: "s1" }], "/contentsharingsessions", { changeType: "created" }),
  graph("none", undefined, "/contentsharingsessions/s1", { changeType: "created" }),
  graph(
    "playPromptOperation completed",
    prompted({ clientContext: "theirs", status: "completed" }),
    "/operations/1",
    deleted,
  ),
  graph(
    "inviteParticipantsOperation completed",
    ofType("inviteParticipantsOperation", { clientContext: "theirs", status: "completed", id: null }),
    "/operations/participants",
    deleted,
  ),
  graph(
    "inviteParticipantsOperation failed",
    ofType("inviteParticipantsOperation", {
      ...{ clientContext: "theirs", status: "failed" },
      resultInfo: { code: 500, subCode: 0, message: "code=603 subcode=0" },
    }),
    "/operations/1",
    deleted,
  ),
  graph(
    "startHoldMusicOperation completed",
    ofType("startHoldMusicOperation", { clientContext: "theirs", status: "completed" }),
    "/operations/1",
    deleted,
  ),
  graph(
    "recordOperation failed",
    { "@odata.type": "#microsoft.graph.recordOperation", status: "failed", resultInfo: { code: 400, subcode: 8508 } },
    "/operations/1",
    deleted,
  ),
];

/** Answers to the bot's requests. */
const answers: readonly Payload[] = [
  [
    "no serverCallId yet",
    "POST /calling/callConnections",
    201,
    { callConnectionId: call, callConnectionState: "connecting" },
  ],
  [
    "source is the caller",
    "POST /calling/callConnections:answer",
    200,
    { callConnectionId: call, callConnectionState: "unknown" },
  ],
  [
    "it is gone",
    "POST /calling/callConnections/{id}:terminate",
    404,
    { error: { code: "8522", message: "Call not found." } },
  ],
].map(([expected, request, status, responseBody]) => ({
  ...{ name: String(request), cloud: "acs", by: "answer", expected: String(expected) },
  body: { request, status, responseBody },
}));

/** One payload of each kind, written for this test. */
export const ownPayloads: readonly Payload[] = [...ofAcs, ...ofGraph, ...answers];
