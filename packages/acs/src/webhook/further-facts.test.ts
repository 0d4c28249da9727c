import { phone } from "@trunkline/core";
import { expect, test } from "vitest";
import { midCall } from "../fixtures/events.fixture.js";
import { signalOf } from "../fixtures/inbound.fixture.js";
import { communicationUser } from "../parties/own-parties.js";

const busy = { code: 486, message: "Busy Here" };
const cause = { code: 17, message: "User busy" };
const user = "8:acs:1bdaa2b9-9507-4542-bb64-a7b22c00a8d4_00000021-361d-3a55-e7d6-444822002613";

test.each([
  ["of the released versions", { sipDetails: busy, q850Details: cause }],
  ["of previews", { sipCode: busy, q850Cause: cause }],
  ["whose codes are text", { sipDetails: { ...busy, code: "486" }, q850Details: { ...cause, code: "17" } }],
])("the carrier's codes in the members %s are kept", (_, members) => {
  const resultInformation = { code: 486, subCode: 560486, message: "m", ...members };
  expect(signalOf(midCall("CallDisconnected", { resultInformation }))).toMatchObject({
    result: { code: 486, subcode: 560486, message: "m", sip: busy, q850: cause },
  });
});

test("a carrier's code without a message is kept, and an invalid code is dropped", () => {
  const resultOf = (more: object) =>
    signalOf(midCall("CallDisconnected", { resultInformation: { code: 486, subCode: 1, message: "", ...more } }));
  expect(resultOf({ sipCode: 486, q850Cause: "17" })).toMatchObject({
    result: { sip: { code: 486, message: "" }, q850: { code: 17, message: "" } },
  });
  for (const nothing of [null, {}, [], "busy", { code: null }, -1.5]) {
    expect(resultOf({ sipDetails: nothing, q850Details: nothing }), JSON.stringify(nothing)).toMatchObject({
      result: { code: 486, subcode: 1, message: "" },
    });
    expect(resultOf({ q850Details: nothing })).not.toHaveProperty("result.q850");
  }
});

test("the failed prompt is named even without a result", () => {
  expect(signalOf(midCall("PlayFailed", { failedPlaySourceIndex: 0 }))).toMatchObject({
    result: { code: 200, failedPrompt: 0 },
  });
  expect(signalOf(midCall("PlayFailed", { failedPlaySourceIndex: 2, resultInformation: null }))).toMatchObject({
    outcome: "failed",
    result: { code: 0, subcode: 0, message: "", failedPrompt: 2 },
  });
  expect(signalOf(midCall("PlayFailed", { failedPlaySourceIndex: null }))).not.toHaveProperty("result.failedPrompt");
});

test("a transfer has the transferee and the target", () => {
  const transferTarget = { kind: "phoneNumber", rawId: "4:+14255550142", phoneNumber: { value: "+14255550142" } };
  const transferee = { rawId: user, kind: "communicationUser", communicationUser: { id: user } };
  expect(signalOf(midCall("CallTransferAccepted", { transferTarget, transferee }))).toMatchObject({
    parties: { to: phone("+14255550142"), transferee: communicationUser(user) },
  });
  expect(signalOf(midCall("CallTransferAccepted", { transferTarget, transferee: null }))).toMatchObject({
    parties: { to: phone("+14255550142") },
  });
  expect(signalOf(midCall("CallTransferAccepted"))).not.toHaveProperty("parties");
});

test("a key of an old preview, whose members are one level deeper, is a key", () => {
  const toneInfo = { sequenceId: 1, tone: "eight", participantId: "267e33a9-c28e-4ecf-a33e-b3abd9526e32" };
  expect(signalOf(midCall("ContinuousDtmfRecognitionToneReceived", { toneInfo }))).toEqual({
    kind: "dtmf",
    id: "tone:1",
    tone: "8",
    sequence: 1,
  });
});
