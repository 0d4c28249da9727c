import type { JsonObject } from "@trunkline/core";
import { expect, test } from "vitest";
import { gridEvent, incomingData, midCall } from "../fixtures/events.fixture.js";
import { callback, eventGrid, inbound } from "../fixtures/inbound.fixture.js";
import { parse } from "./parse.js";

const of = (name: string, data: JsonObject = {}) => gridEvent(`Microsoft.Communication.${name}`, data);
const call = of("IncomingCall", incomingData);
const noTicket = of("IncomingCall", { ...incomingData, incomingCallContext: "" });
const validation = gridEvent("Microsoft.EventGrid.SubscriptionValidationEvent", { validationCode: "c0de" });
const noCode = gridEvent("Microsoft.EventGrid.SubscriptionValidationEvent", {});

const read = (body: readonly unknown[]) => {
  const { signals, reply, unread = [] } = parse(inbound(body, { callKey: undefined }), eventGrid);
  return { kinds: signals.map(({ kind }) => kind), answered: reply?.body, unread: unread.length };
};

const [incoming, other] = [["incoming"], ["unrecognized"]];

test.each([
  ["a started call before it", [of("CallStarted"), call], [...other, ...incoming], 0],
  ["an ended call behind it", [call, of("CallEnded")], [...incoming, ...other], 0],
  ["a message beside it", [of("SMSReceived"), call], [...other, ...incoming], 0],
  ["a type of next year beside it", [gridEvent("Microsoft.Something.New", {}), call], [...other, ...incoming], 0],
  ["another call beside it", [call, of("IncomingCall", { incomingCallContext: "b" })], [...incoming, ...incoming], 0],
  ["a call without a ticket beside it", [noTicket, call], incoming, 1],
  ["an event without a type beside it", [call, { id: "1" }], incoming, 1],
  ["entries that are no events beside it", [7, call, null, [call]], incoming, 3],
  ["a handshake without its code beside it", [noCode, call], incoming, 1],
])("an incoming call is read with %s", (_, body, kinds, unread) => {
  expect(read(body)).toEqual({ kinds, answered: undefined, unread });
});

test("a handshake is answered, and the incoming call beside it is read", () => {
  const answered = JSON.stringify({ validationResponse: "c0de" });
  for (const body of [
    [call, validation],
    [validation, call],
  ])
    expect(read(body)).toEqual({ kinds: incoming, answered, unread: 0 });
});

test.each([
  "SMSReceived",
  "SMSDeliveryReportReceived",
  "ChatMessageReceivedInThread",
  "AdvancedMessageReceived",
  "EmailDeliveryReportReceived",
  "RouterJobReceived",
  "UserDisconnected",
  "CallStarted",
  "CallEnded",
  "CallParticipantAdded",
  "CallParticipantRemoved",
  "RecordingFileStatusUpdated",
])("events that Event Grid publishes are acknowledged and belong to no call: %s", (name) => {
  // Whatever it says of calls: it is not the call service that says so.
  const event = of(name, { callConnectionId: "a call of the bot" });
  const { signals, unread } = parse(inbound([event]), eventGrid);
  expect(unread).toBeUndefined();
  expect(signals).toMatchObject([{ kind: "unrecognized", call: { alias: expect.stringMatching(/^event:/) } }]);
  expect(signals[0]).not.toHaveProperty("providerCallId");
});

test("a request of Event Grid that contains an event of a call is forged and refused as a whole", () => {
  for (const name of ["CallConnected", "PlayCompleted", "AddParticipantSucceeded", "RecordingStateChanged", "NextYear"])
    for (const body of [
      [call, midCall(name)],
      [midCall(name), call],
    ])
      expect(() => parse(inbound(body), eventGrid)).toThrow(expect.objectContaining({ code: "forbidden" }));
  // The type alone gives it away, and so does the source alone.
  expect(() => parse(inbound([of("CallDisconnected")]), eventGrid)).toThrow(/may not carry/);
});

test("one unreadable entry of a callback does not affect the others", () => {
  const { signals, unread } = parse(inbound([7, midCall("CallConnected"), {}]), callback);
  expect(signals).toMatchObject([{ kind: "state", state: "connected" }]);
  expect(unread).toHaveLength(2);
});
