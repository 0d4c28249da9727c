import { expect, test } from "vitest";
import { gridEvent, incomingData, midCall, serverCallId } from "../fixtures/events.fixture.js";
import { callback, eventGrid, inbound } from "../fixtures/inbound.fixture.js";
import { parse } from "./parse.js";

const incomingType = "Microsoft.Communication.IncomingCall";

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

test("an unknown role is refused", () => {
  expect(() => parse(inbound([midCall("CallConnected")]), { role: "any" })).toThrow(forbidden);
});
