import { type JsonObject, phone } from "@trunkline/core";
import { expect, test } from "vitest";
import { operationId } from "../fixtures/bench.fixture.js";
import { midCall } from "../fixtures/events.fixture.js";
import { callback, eventId, inbound, signalOf } from "../fixtures/inbound.fixture.js";
import { callConnectionId } from "../fixtures/recording-service.fixture.js";
import { communicationUser } from "../parties/own-parties.js";
import { parse } from "./parse.js";

const ok = { code: 200, subcode: 0, message: "" };

test("a signal names its call by the key of the address and by the provider's id, and has the event's own time", () => {
  const event = midCall("CallConnected");
  expect(parse(inbound([event]), callback).signals).toEqual([
    {
      kind: "state",
      state: "connected",
      id: eventId,
      at: Date.UTC(2026, 10, 20, 7, 0, 1, 123),
      call: { key: "k1" },
      providerCallId: callConnectionId,
      raw: event,
    },
  ]);
});

test("an event at the registered webhook finds its call by the provider's id", () => {
  const { signals } = parse(inbound([midCall("CallConnected")], { callKey: undefined }), callback);
  expect(signals[0]?.call).toEqual({ alias: callConnectionId });
});

test("the two events of a declined call are one end", () => {
  const declined = { resultInformation: { code: 603, subCode: 0, message: "Decline. DiagCode: 603#0.@" } };
  const end = {
    kind: "state",
    state: "disconnected",
    id: "ended",
    result: { code: 603, subcode: 0, message: "Decline. DiagCode: 603#0.@" },
  };
  for (const name of ["CallDisconnected", "CreateCallFailed", "AnswerFailed", "ConnectFailed"])
    expect(signalOf(midCall(name, declined))).toEqual(end);
});

test.each([
  ["PlayCompleted", "play", "completed"],
  ["PlayFailed", "play", "failed"],
  ["PlayCanceled", "play", "canceled"],
  ["SendDtmfTonesCompleted", "sendDtmf", "completed"],
  ["SendDtmfTonesFailed", "sendDtmf", "failed"],
  ["CallTransferAccepted", "transfer", "completed"],
  ["CallTransferFailed", "transfer", "failed"],
  ["ContinuousDtmfRecognitionToneFailed", "subscribeDtmf", "failed"],
])("%s ends our %s: %s", (name, verb, outcome) => {
  expect(signalOf(midCall(name, { operationContext: operationId }))).toEqual({
    kind: "operation",
    id: `operation:${operationId}`,
    verb,
    outcome,
    operationId,
    result: ok,
  });
});

test("the user's own context does not identify an operation, so the event's id does", () => {
  const [first, second] = ["e1", "e2"].map((id) =>
    signalOf(midCall("PlayCompleted", { operationContext: "music" }, { id })),
  );
  expect([first?.id, second?.id]).toEqual([
    `calling/callConnections/${callConnectionId}#e1`,
    `calling/callConnections/${callConnectionId}#e2`,
  ]);
  expect(first).toMatchObject({ operationId: "music" });
  expect(signalOf(midCall("PlayCompleted"))).not.toHaveProperty("operationId");
});

test("a prompt that failed says what to do about it", () => {
  const resultInformation = { code: 400, subCode: 8535, message: "Action failed, file format is invalid." };
  expect(signalOf(midCall("PlayFailed", { resultInformation }))).toMatchObject({
    outcome: "failed",
    hint: expect.stringContaining("16 kHz"),
  });
});

test("a tone is identified by its sequence number", () => {
  const tone = { tone: "pound", sequenceId: 3, operationContext: operationId };
  const name = "ContinuousDtmfRecognitionToneReceived";
  expect(signalOf(midCall(name, tone))).toEqual({ kind: "dtmf", id: "tone:3", tone: "#", sequence: 3 });
  expect(signalOf(midCall(name, { tone: "a", sequenceId: "4" }))).toMatchObject({
    id: "tone:4",
    tone: "A",
    sequence: 4,
  });
  expect(signalOf(midCall(name, { tone: "one" }))).toEqual({ kind: "dtmf", id: eventId, tone: "1" });
  expect(signalOf(midCall(name, { tone: "flash", sequenceId: 5 }))).toMatchObject({ kind: "unrecognized" });
});

test("a roster has all participants, even if an identifier lacks its kind", () => {
  const participants = [
    {
      identifier: { rawId: "4:+14255550123", phoneNumber: { value: "+14255550123" } },
      isMuted: false,
      isOnHold: true,
    },
    { identifier: { communicationUser: { id: "8:acs:res_ada" } } },
    { isMuted: true },
    null,
  ];
  expect(signalOf(midCall("ParticipantsUpdated", { participants, sequenceNumber: "7" }))).toEqual({
    kind: "participants",
    id: eventId,
    sequence: 7,
    participants: [
      { id: "4:+14255550123", party: phone("+14255550123"), muted: false, onHold: true },
      { id: "acs:communicationUser:8:acs:res_ada", party: communicationUser("8:acs:res_ada") },
    ],
  });
  expect(signalOf(midCall("ParticipantsUpdated", { participants: "none" }))).toMatchObject({
    kind: "unrecognized",
  });
});

test.each([
  "RecognizeCompleted",
  "RecognizeFailed",
  "RecognizeCanceled",
  "RecordingStateChanged",
  "StartRecordingFailed",
  "MediaStreamingStarted",
  "MediaStreamingStopped",
  "MediaStreamingFailed",
  "TranscriptionStarted",
  "TranscriptionStopped",
  "TranscriptionUpdated",
  "TranscriptionFailed",
  "SomethingNew",
])("%s is passed on as it is", (name) => {
  const type = `Microsoft.Communication.${name}`;
  expect(signalOf(midCall(name))).toEqual({ kind: "unrecognized", id: eventId, type });
});

test.each(["PlayStarted", "ContinuousDtmfRecognitionStopped"])(
  "%s only confirms our own verb and yields no signal",
  (name) => {
    expect(parse(inbound([midCall(name)]), callback)).toEqual({ signals: [] });
  },
);

test("a roster has no number that is not one, and an event of another name is no roster", () => {
  const sequenceOf = (sequenceNumber: string | number | null | boolean) => {
    const signal = signalOf(midCall("ParticipantsUpdated", { participants: [], sequenceNumber }));
    return "sequence" in signal ? signal.sequence : undefined;
  };
  expect([sequenceOf(7), sequenceOf("7"), sequenceOf(0)]).toEqual([7, 7, 0]);
  for (const none of ["", " ", "seven", 1.5, null, true]) expect(sequenceOf(none)).toBeUndefined();
  expect(signalOf(midCall("ParticipantsMoved", { participants: [] }))).toMatchObject({ kind: "unrecognized" });
});

test("a participant has the flags that the roster has, and no others", () => {
  const identifier = { rawId: "4:+14255550123", phoneNumber: { value: "+14255550123" } };
  const flagsOf = (more: JsonObject) => {
    const signal = signalOf(midCall("ParticipantsUpdated", { participants: [{ identifier, ...more }] }));
    const { id: _, party: __, ...flags } = ("participants" in signal && signal.participants?.[0]) || {};
    return flags;
  };
  expect(flagsOf({ isMuted: true, isOnHold: false })).toStrictEqual({ muted: true, onHold: false });
  expect(flagsOf({})).toStrictEqual({});
  expect(flagsOf({ isMuted: "yes", isOnHold: null })).toStrictEqual({});
});

test.each([
  `x${operationId}`,
  `${operationId}x`,
  operationId.slice(1),
  operationId.replace("-", ""),
  operationId.replace(/-([^-])/, "-"),
  operationId.slice(0, -1),
])("%s is no operation id of ours", (operationContext) => {
  expect(signalOf(midCall("PlayCompleted", { operationContext }))).toMatchObject({
    ...{ id: eventId, operationId: operationContext },
  });
});

test("an operation id of ours is one in either case", () => {
  const operationContext = operationId.toUpperCase();
  expect(signalOf(midCall("PlayCompleted", { operationContext })).id).toBe(`operation:${operationContext}`);
});

test("only a failure has a hint", () => {
  const resultInformation = { code: 400, subCode: 8535, message: "m" };
  expect(signalOf(midCall("PlayCanceled", { resultInformation }))).not.toHaveProperty("hint");
  expect(signalOf(midCall("PlayFailed", { resultInformation: null }))).toStrictEqual({
    ...{ kind: "operation", id: eventId, verb: "play", outcome: "failed" },
  });
});

test("a carrier's code is digits alone", () => {
  const resultOf = (code: string) => {
    const resultInformation = { code: 486, subCode: 1, message: "", sipDetails: { code, message: "m" } };
    return signalOf(midCall("CallDisconnected", { resultInformation }));
  };
  expect(resultOf("486")).toMatchObject({ result: { sip: { code: 486, message: "m" } } });
  for (const code of ["x486", "486x", ""]) expect(resultOf(code)).not.toHaveProperty("result.sip");
});
