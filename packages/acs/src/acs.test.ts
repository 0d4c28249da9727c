import { CallAutomationClient } from "@azure/communication-call-automation";
import { createCalling, verbNames } from "@trunkline/core";
import { afterAll, expect, expectTypeOf, test } from "vitest";
import { acsAt } from "./fixtures/bench.fixture.js";

const adapter = acsAt({ endpoint: "http://127.0.0.1:1" });
const calling = createCalling({ adapter, url: "http://localhost:3000/calls" });
afterAll(() => calling.close());

test("the client is the vendor's own", () => {
  expectTypeOf(calling.adapter.client).toEqualTypeOf<CallAutomationClient>();
  expect(calling.adapter.client).toBeInstanceOf(CallAutomationClient);
});

test("provider options are typed by verb", () => {
  type Create = NonNullable<NonNullable<(typeof adapter)["~options"]>["create"]>;
  expectTypeOf<Create>().toEqualTypeOf<{
    sourceDisplayName?: string | undefined;
    operationContext?: string | undefined;
  }>();
});

test("it has every verb except keepAlive, which ACS does not need, own mute and unmute, which ACS does not have, and what core makes", () => {
  expect(verbNames.filter((name) => !(name in adapter.verbs))).toEqual([
    "muteSelf",
    "unmuteSelf",
    "unmute",
    "keepAlive",
    "collectDtmf",
  ]);
});

test("the adapter states its limits and what its cloud reports", () => {
  expect(adapter.limits).toEqual({
    addParticipantRingMs: { min: 1_000, max: 180_000 },
    answerWithinMs: 30_000,
    redirectTargets: 1,
    replacesByMoving: true,
    sendDtmfTones: 18,
    contextLength: 5_000,
    setUpMs: 115_000,
  });
  expect(adapter.observations).toMatchObject({ callerGaveUp: false, redirectOutcome: false, oneToOneRoster: true });
});

test.each([
  [{ code: 603, subcode: 0, message: "" }, { direction: "outgoing", wasConnected: false }, "declined"],
  [{ code: 480, subcode: 560480, message: "" }, { direction: "outgoing", wasConnected: false }, "no-answer"],
  [{ code: 200, subcode: 540000, message: "" }, { direction: "incoming", wasConnected: true }, "remote-hung-up"],
  [{ code: 200, subcode: 7015, message: "" }, { direction: "incoming", wasConnected: true }, "transferred"],
  [{ code: 299, subcode: 1, message: "" }, { direction: "incoming", wasConnected: true }, "unknown"],
] as const)("%j ends %j as %s", (result, context, kind) => {
  expect(adapter.endReason(result, context).kind).toBe(kind);
});
