import { phone } from "@trunkline/core";
import { expect, test } from "vitest";
import { operationId } from "../fixtures/bench.fixture.js";
import { midCall } from "../fixtures/events.fixture.js";
import { callback, eventId, inbound, signalOf } from "../fixtures/inbound.fixture.js";
import { communicationUser } from "../parties/own-parties.js";
import { parse } from "./parse.js";

const bob = { kind: "phoneNumber", rawId: "4:+14255550123", phoneNumber: { value: "+14255550123" } };
const ok = { code: 200, subcode: 0, message: "" };

test.each([
  ["AddParticipantSucceeded", "addParticipant", "completed"],
  ["AddParticipantFailed", "addParticipant", "failed"],
  ["MoveParticipantSucceeded", "addParticipant", "completed"],
  ["MoveParticipantFailed", "addParticipant", "failed"],
  ["RemoveParticipantSucceeded", "removeParticipant", "completed"],
  ["RemoveParticipantFailed", "removeParticipant", "failed"],
])("%s ends our %s: %s, and says whose", (name, verb, outcome) => {
  expect(signalOf(midCall(name, { operationContext: operationId, participant: bob }))).toEqual({
    kind: "operation",
    id: `operation:${operationId}`,
    ...{ verb, outcome, operationId, result: ok },
    participant: { id: "4:+14255550123", party: phone("+14255550123") },
  });
});

test("somebody who has left before they are put out is out", () => {
  const resultInformation = { code: 400, subCode: 8558, message: "Participant not present." };
  expect(signalOf(midCall("RemoveParticipantFailed", { resultInformation }))).toMatchObject({
    ...{ verb: "removeParticipant", outcome: "completed" },
  });
  expect(signalOf(midCall("MoveParticipantFailed", { resultInformation }))).toMatchObject({ outcome: "failed" });
});

test.each([
  ["HoldFailed", "hold"],
  ["CancelAddParticipantFailed", "cancelAddParticipant"],
])("%s ends our %s, and names no participant", (name, verb) => {
  expect(signalOf(midCall(name, { operationContext: operationId, invitationId: "i" }))).toEqual({
    ...{ kind: "operation", id: `operation:${operationId}`, verb, outcome: "failed", operationId, result: ok },
  });
});

test("a participant without a raw id is known by who they are", () => {
  const participant = { communicationUser: { id: "8:acs:res_ada" } };
  expect(signalOf(midCall("AddParticipantSucceeded", { participant }))).toMatchObject({
    participant: { id: "acs:communicationUser:8:acs:res_ada", party: communicationUser("8:acs:res_ada") },
  });
});

test("an invitation that was taken back is the end of both operations: no AddParticipantFailed follows", () => {
  const resultInformation = {
    code: 200,
    subCode: 5300,
    message: "addParticipants failed for participant 8:acs:r_u. Underlying reason: The conversation has ended.",
  };
  const event = midCall("CancelAddParticipantSucceeded", {
    ...{ operationContext: operationId, invitationId: "inv-1", resultInformation },
  });
  expect(parse(inbound([event]), callback).signals).toMatchObject([
    {
      ...{ kind: "operation", verb: "addParticipant", outcome: "canceled", id: "taken-back:inv-1" },
      ...{ providerOperationId: "inv-1", result: { code: 200, subcode: 5300 } },
    },
    { kind: "operation", verb: "cancelAddParticipant", outcome: "completed", operationId },
  ]);
});

test("without the id of the invitation it is the end of the cancel alone", () => {
  expect(signalOf(midCall("CancelAddParticipantSucceeded"))).toEqual({
    ...{ kind: "operation", id: eventId, verb: "cancelAddParticipant", outcome: "completed", result: ok },
  });
});

test("a hold whose prompt cannot be played says what to do about it", () => {
  const resultInformation = { code: 400, subCode: 8535, message: "Action failed, file format is invalid." };
  expect(signalOf(midCall("HoldFailed", { resultInformation }))).toMatchObject({
    ...{ verb: "hold", outcome: "failed", hint: expect.stringContaining("16 kHz") },
  });
});
