import { CallingError, type JsonObject } from "@trunkline/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { midCall } from "../fixtures/events.fixture.js";
import { arrived, callback, eventGrid, inbound, signalOf } from "../fixtures/inbound.fixture.js";
import { callConnectionId } from "../fixtures/recording-service.fixture.js";
import { parse } from "./parse.js";

const members = [
  "resultInformation",
  "participants",
  "tone",
  "sequenceId",
  "from",
  "to",
  "incomingCallContext",
  "onBehalfOfCallee",
];

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

test("the carrier's message is passed on", () => {
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

test("an event with only a type, and one whose type is only in the data", () => {
  const [bare, named] = parse(
    inbound([
      { type: "Microsoft.Communication.CallConnected" },
      { data: { publicEventType: "Microsoft.Communication.CallConnected" } },
    ]),
    callback,
  ).signals;
  expect(bare).toMatchObject({ kind: "state", state: "connected", at: arrived, call: { key: "k1" } });
  expect(bare).toHaveProperty("providerCallId", undefined);
  expect(named).toMatchObject({ kind: "state", state: "connected" });
});

test("an event without an id is identified by its content", () => {
  const without = (name: string) => {
    const { id: _, ...event } = midCall(name);
    return signalOf(event).id;
  };
  expect(without("RecognizeCanceled")).toBe(without("RecognizeCanceled"));
  expect(without("RecognizeCanceled")).not.toBe(without("HoldFailed"));
});

test("a call that only the source names, and data that is not an object", () => {
  const event = midCall("CallConnected", {}, { data: "?" });
  expect(parse(inbound([event]), callback).signals[0]).toMatchObject({
    state: "connected",
    providerCallId: callConnectionId,
  });
});

test("a single object, and a batch", () => {
  expect(parse(inbound(midCall("CallConnected")), callback).signals).toHaveLength(1);
  const batch = [midCall("CallConnected"), midCall("RecognizeCanceled"), midCall("CallDisconnected")];
  expect(parse(inbound(batch), callback).signals.map(({ kind }) => kind)).toEqual(["state", "unrecognized", "state"]);
  expect(parse(inbound([]), callback).signals).toEqual([]);
});

test.each(["", "{", "\u0000"])("%j is a bad request", (body) => {
  expect(() => parse(inbound(body), callback)).toThrow(expect.objectContaining({ code: "invalid-request" }));
});

test.each(["null", "7", '"x"', "[1]", "[[]]", "[{}]"])("%j contains nothing readable", (body) => {
  expect(parse(inbound(body), callback)).toEqual({ signals: [], unread: [expect.stringContaining("event")] });
});

test("any JSON is either read or refused", () => {
  const names = [
    "CallConnected",
    "CallDisconnected",
    "ParticipantsUpdated",
    "ContinuousDtmfRecognitionToneReceived",
    "IncomingCall",
  ];
  const anyEvent = fc.record({
    type: fc.constantFrom(...names.map((name) => `Microsoft.Communication.${name}`)),
    data: fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...members), fc.jsonValue())),
  });
  fc.assert(
    fc.property(
      fc.oneof(fc.jsonValue(), fc.array(anyEvent)),
      fc.constantFrom(callback, eventGrid),
      (body, principal) => {
        try {
          for (const signal of parse(inbound(body), principal).signals) expect(signal.id).not.toBe("");
        } catch (error) {
          if (!CallingError.is(error)) throw error;
          expect(["invalid-request", "forbidden"]).toContain(error.code);
        }
      },
    ),
    { numRuns: 500, seed: 20261120 },
  );
});
