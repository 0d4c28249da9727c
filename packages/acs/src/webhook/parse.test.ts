import type { Inbound, JsonObject, Signal } from "@trunkline/core";
import { party, phone } from "@trunkline/core";
import { describe, expect, test } from "vitest";
import {
  correlationId,
  gridCloudEvent,
  gridEvent,
  incomingData,
  midCall,
  serverCallId,
} from "../fixtures/events.fixture.js";
import { callConnectionId } from "../fixtures/recording-service.fixture.js";
import { readMemo } from "../memo/memo.js";
import { communicationUser } from "../parties/communication-user.js";
import { parse } from "./parse.js";

const arrived = Date.UTC(2026, 10, 20, 8);
const callback = { role: "callback" };
const eventGrid = { role: "event-grid" };
const operationId = "7b0c3d9a-6c7e-4d8f-9f41-0a2f7b7f3f10";
const incomingType = "Microsoft.Communication.IncomingCall";

function inbound(body: unknown, parts: Partial<Inbound> = {}): Inbound {
  return {
    method: "POST",
    url: new URL("https://bot.example.com/calls/k1.mac"),
    headers: new Headers(),
    body: new TextEncoder().encode(typeof body === "string" ? body : JSON.stringify(body)),
    at: arrived,
    callKey: "k1",
    ...parts,
  };
}

/** The one signal of a mid-call event, without what all of them share. */
function signalOf(event: JsonObject): Partial<Signal> {
  const { signals } = parse(inbound([event]), callback);
  expect(signals).toHaveLength(1);
  const { at: _at, call: _call, providerCallId: _id, raw: _raw, ...rest } = signals[0] ?? {};
  return rest;
}

const eventId = `calling/callConnections/${callConnectionId}#00000000-0000-4000-8000-000000000001`;
const ok = { code: 200, subcode: 0, message: "" };

describe("events of a call", () => {
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

  test("an event at the bare address is found by the provider's id", () => {
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

  test("a context of the user's own tells no two operations apart, so the event's id does", () => {
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

  test("a tone is counted by its sequence", () => {
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

  test("a roster names everybody, also those whose identifier lacks its kind", () => {
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
    expect(signalOf(midCall("ParticipantsUpdated", { participants: "nobody" }))).toMatchObject({
      kind: "unrecognized",
    });
  });

  test.each([
    "AddParticipantSucceeded",
    "AddParticipantFailed",
    "RemoveParticipantSucceeded",
    "RemoveParticipantFailed",
    "CancelAddParticipantSucceeded",
    "CancelAddParticipantFailed",
    "MoveParticipantSucceeded",
    "MoveParticipantFailed",
    "PlayStarted",
    "RecognizeCompleted",
    "RecognizeFailed",
    "RecognizeCanceled",
    "ContinuousDtmfRecognitionStopped",
    "HoldFailed",
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
});

describe("what senders leave out or spell otherwise", () => {
  test.each([
    ["subCode", { code: 487, subCode: 540487, message: "m" }],
    ["subcode", { code: 487, subcode: 540487, message: "m" }],
    ["codes as text", { code: "487", subCode: "540487", message: "m" }],
  ])("%s", (_name, resultInformation) => {
    expect(signalOf(midCall("CallDisconnected", { resultInformation }))).toMatchObject({
      result: { code: 487, subcode: 540487, message: "m" },
    });
  });

  test("an event without a result, as versions before 2024-09 sent them", () => {
    const { resultInformation: _, ...data } = midCall("CallDisconnected").data as JsonObject;
    expect(signalOf({ ...midCall("CallDisconnected"), data })).toEqual({
      kind: "state",
      state: "disconnected",
      id: "ended",
    });
  });

  test("the carrier's word is passed on for people", () => {
    const resultInformation = {
      code: 486,
      subCode: 560486,
      message: "",
      sipDetails: { code: 486, message: "Busy Here" },
    };
    expect(signalOf(midCall("CallDisconnected", { resultInformation }))).toMatchObject({
      result: { code: 486, subcode: 560486, terminationReason: "SIP 486 Busy Here" },
    });
  });

  test("an event with nothing but a type, and one whose type is in the data alone", () => {
    const [bare, named] = parse(
      inbound([
        { type: "Microsoft.Communication.CallConnected" },
        { data: { publicEventType: "Microsoft.Communication.CallConnected" } },
      ]),
      callback,
    ).signals;
    expect(bare).toMatchObject({ kind: "state", state: "connected", at: arrived, call: { key: "k1" } });
    expect(bare).not.toHaveProperty("providerCallId");
    expect(named).toMatchObject({ kind: "state", state: "connected" });
  });

  test("an event without an id is told from others by its content", () => {
    const without = (name: string) => {
      const { id: _, ...event } = midCall(name);
      return signalOf(event).id;
    };
    expect(without("PlayStarted")).toBe(without("PlayStarted"));
    expect(without("PlayStarted")).not.toBe(without("HoldFailed"));
  });

  test("a call that only the source names, and data that is no object", () => {
    const event = midCall("CallConnected", {}, { data: "?" });
    expect(parse(inbound([event]), callback).signals[0]).toMatchObject({
      state: "connected",
      providerCallId: callConnectionId,
    });
  });

  test("a single object, and a batch", () => {
    expect(parse(inbound(midCall("CallConnected")), callback).signals).toHaveLength(1);
    const batch = [midCall("CallConnected"), midCall("PlayStarted"), midCall("CallDisconnected")];
    expect(parse(inbound(batch), callback).signals.map(({ kind }) => kind)).toEqual(["state", "unrecognized", "state"]);
    expect(parse(inbound([]), callback).signals).toEqual([]);
  });

  test.each(["", "{", "null", "7", '"x"', "[1]", "[[]]", "\u0000"])("%j is a bad request", (body) => {
    expect(() => parse(inbound(body), callback)).toThrow(expect.objectContaining({ code: "invalid-request" }));
  });
});

describe("an incoming call", () => {
  const both = [
    ["Event Grid's own schema", [gridEvent(incomingType, incomingData)]],
    ["the CloudEvents schema", gridCloudEvent(incomingType, incomingData)],
  ] as const;

  test.each(both)("in %s", (_name, body) => {
    const [signal] = parse(inbound(body, { callKey: undefined }), eventGrid).signals;
    expect(signal).toMatchObject({
      kind: "incoming",
      id: "incoming",
      at: Date.UTC(2026, 10, 20, 7, 0, 0, 123),
      from: phone("+14255550123"),
      to: phone("+18005550100"),
      chainId: correlationId,
      answerWithinMs: 30_000,
      memo: { incomingCallContext: incomingData.incomingCallContext, customContext: incomingData.customContext },
    });
    expect(signal).not.toHaveProperty("forwardedFrom");
    expect(readMemo(signal?.kind === "incoming" ? (signal.memo ?? null) : null)).toEqual({
      incomingCallContext: incomingData.incomingCallContext,
      callerKind: "phone",
    });
  });

  test("is the same call however it is delivered, and another under another ticket", () => {
    const aliasOf = (body: unknown) => parse(inbound(body), eventGrid).signals[0]?.call;
    const [first, second] = both.map(([, body]) => aliasOf(body));
    expect(first).toEqual(second);
    expect(aliasOf([gridEvent(incomingType, { ...incomingData, incomingCallContext: "other" })])).not.toEqual(first);
  });

  test("tells the name shown, and for whom the call was", () => {
    const data = {
      ...incomingData,
      callerDisplayName: "Ada",
      from: { communicationUser: { id: "8:acs:res_ada" } },
      onBehalfOfCallee: { rawId: "8:orgid:u1" },
    };
    expect(parse(inbound([gridEvent(incomingType, data)]), eventGrid).signals[0]).toMatchObject({
      from: communicationUser("8:acs:res_ada", { displayName: "Ada" }),
      forwardedFrom: [party.user("u1")],
      memo: { callerKind: "other" },
    });
  });

  test("without a ticket is a bad request", () => {
    const { incomingCallContext: _, ...data } = incomingData;
    expect(() => parse(inbound([gridEvent(incomingType, data)]), eventGrid)).toThrow(/no incomingCallContext/);
  });
});

describe("who may say what", () => {
  const forbidden = expect.objectContaining({ code: "forbidden" });

  test("the Event Grid secret carries no events of a call", () => {
    for (const name of [
      "CallConnected",
      "CallDisconnected",
      "ContinuousDtmfRecognitionToneReceived",
      "SomethingNew",
      "CallStarted",
    ])
      expect(() => parse(inbound([midCall(name)]), eventGrid)).toThrow(forbidden);
    expect(() => parse(inbound([gridEvent(incomingType, incomingData), midCall("CallConnected")]), eventGrid)).toThrow(
      forbidden,
    );
  });

  test("a callback token carries no incoming calls, recording files or handshakes", () => {
    const validation = gridEvent("Microsoft.EventGrid.SubscriptionValidationEvent", { validationCode: "c" });
    const file = gridEvent("Microsoft.Communication.RecordingFileStatusUpdated", {});
    for (const event of [gridEvent(incomingType, incomingData), validation, file])
      expect(() => parse(inbound([event]), callback)).toThrow(forbidden);
    expect(() => parse(inbound("", { method: "OPTIONS" }), callback)).toThrow(forbidden);
  });

  test("a recording file is passed on", () => {
    const file = gridEvent("Microsoft.Communication.RecordingFileStatusUpdated", {
      recordingDurationMs: 6620,
      serverCallId,
    });
    expect(parse(inbound([file], { callKey: undefined }), eventGrid).signals[0]).toMatchObject({
      kind: "unrecognized",
      type: "Microsoft.Communication.RecordingFileStatusUpdated",
    });
  });

  test("a role that is none of ours is refused", () => {
    expect(() => parse(inbound([midCall("CallConnected")]), { role: "any" })).toThrow(forbidden);
  });
});

describe("handshakes", () => {
  const type = "Microsoft.EventGrid.SubscriptionValidationEvent";

  test("the validation code goes back with 200", () => {
    const { signals, reply } = parse(inbound([gridEvent(type, { validationCode: "c0de" })]), eventGrid);
    expect(signals).toEqual([]);
    expect(reply).toEqual({
      status: 200,
      headers: { "content-type": "application/json" },
      body: '{"validationResponse":"c0de"}',
    });
    expect(() => parse(inbound([gridEvent(type, {})]), eventGrid)).toThrow(/no validationCode/);
  });

  test("OPTIONS is answered with the origin that asked", () => {
    const headers = new Headers({ "WebHook-Request-Origin": "eventgrid.azure.net" });
    expect(parse(inbound("", { method: "OPTIONS", headers }), eventGrid).reply).toEqual({
      status: 200,
      headers: { "WebHook-Allowed-Origin": "eventgrid.azure.net", "WebHook-Allowed-Rate": "*" },
    });
    expect(() => parse(inbound("", { method: "OPTIONS" }), eventGrid)).toThrow(/WebHook-Request-Origin/);
  });

  test("any other method is a bad request", () => {
    expect(() => parse(inbound("[]", { method: "PUT" }), eventGrid)).toThrow(/not with PUT/);
  });
});
