import { expect, test } from "vitest";
import { gridEvent, incomingData, midCall, serverCallId } from "../fixtures/events.fixture.js";
import { callback, eventGrid, inbound } from "../fixtures/inbound.fixture.js";
import { parse } from "./parse.js";

const of = (name: string) => `Microsoft.Communication.${name}`;
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

test("a refusal says who may not say what", () => {
  const hint = "Event Grid does not publish it: see who else has the secret.";
  expect(() => parse(inbound([midCall("CallConnected")]), eventGrid)).toThrow(
    expect.objectContaining({
      message: `the Event Grid secret may not carry "Microsoft.Communication.CallConnected". ${hint}`,
    }),
  );
  const published = [
    ...["Microsoft.EventGrid.SubscriptionValidationEvent", "Microsoft.EventGrid.SubscriptionDeletedEvent"],
    ...["IncomingCall", "RecordingFileStatusUpdated", "CallStarted", "CallEnded"].map(of),
    ...["CallParticipantAdded", "CallParticipantRemoved"].map(of),
  ];
  for (const type of published)
    expect(() => parse(inbound([gridEvent(type, {})]), callback)).toThrow(
      expect.objectContaining({ message: `a callback token may not carry "${type}"` }),
    );
});

test("the type of an event is the call service's only from its beginning on", () => {
  const quoting = gridEvent("Contoso.Microsoft.Communication.CallConnected", {});
  expect(parse(inbound([quoting]), eventGrid).signals).toMatchObject([{ kind: "unrecognized" }]);
});

test("what only repeats what is known yields nothing, from either sender", () => {
  for (const name of ["PlayStarted", "ContinuousDtmfRecognitionStopped"])
    expect(parse(inbound([midCall(name)]), callback).signals).toEqual([]);
});

test("a call is named by the source or the subject where its data does not name it", () => {
  const named = (envelope: object) =>
    parse(
      inbound([midCall("CallConnected", { callConnectionId: "" }, { source: "", subject: "", ...envelope })]),
      callback,
    ).signals[0]?.providerCallId;
  expect(named({ source: "calling/callConnections/a" })).toBe("a");
  expect(named({ subject: "calling/callConnections/b/more" })).toBe("b");
  expect(named({})).toBeUndefined();
  expect(() => parse(inbound([gridEvent("X", {}, { topic: "", subject: "calling/x" })]), eventGrid)).toThrow(forbidden);
});

test("an event that Event Grid publishes is known by its source and id", () => {
  const [signal] = parse(
    inbound([gridEvent("X", {}, { id: "7", topic: "t" })], { callKey: undefined }),
    eventGrid,
  ).signals;
  expect(signal).toMatchObject({ id: "t#7", call: { alias: "event:t#7" } });
});
