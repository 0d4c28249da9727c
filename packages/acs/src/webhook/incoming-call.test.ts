import { party, phone } from "@trunkline/core";
import { expect, test } from "vitest";
import { correlationId, gridCloudEvent, gridEvent, incomingData } from "../fixtures/events.fixture.js";
import { eventGrid, inbound } from "../fixtures/inbound.fixture.js";
import { readMemo } from "../memo.js";
import { communicationUser } from "../parties/own-parties.js";
import { parse } from "./parse.js";

const incomingType = "Microsoft.Communication.IncomingCall";

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

test("is the same call in every delivery, and a different one with a different context", () => {
  const aliasOf = (body: unknown) => parse(inbound(body), eventGrid).signals[0]?.call;
  const [first, second] = both.map(([, body]) => aliasOf(body));
  expect(first).toEqual(second);
  expect(aliasOf([gridEvent(incomingType, { ...incomingData, incomingCallContext: "other" })])).not.toEqual(first);
});

test("has the display name and the party for whom the call was", () => {
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

test("without a context is unreadable", () => {
  const data = { ...incomingData, incomingCallContext: "" };
  expect(parse(inbound([gridEvent(incomingType, data)]), eventGrid)).toEqual({
    signals: [],
    unread: [expect.stringContaining("no incomingCallContext")],
  });
});

test.each([
  ["0", false],
  ["1", true],
  ["12", true],
  [undefined, undefined],
  ["", undefined],
  ["-1", undefined],
  ["first", undefined],
  ["1st", undefined],
])("knows by the delivery count %j whether it was delivered before", (count, redelivered) => {
  const headers = new Headers(count === undefined ? {} : { "aeg-delivery-count": count });
  const [signal] = parse(inbound([gridEvent(incomingType, incomingData)], { headers }), eventGrid).signals;
  expect(signal?.redelivered).toBe(redelivered);
});

test("has an alias made of its ticket, and no custom context where the caller gave none", () => {
  const { customContext: _, ...data } = incomingData;
  const [signal] = parse(inbound([gridEvent(incomingType, data)]), eventGrid).signals;
  expect(signal?.call).toEqual({ alias: expect.stringMatching(/^incoming:[\w-]{43}$/) });
  expect(signal).not.toHaveProperty("memo.customContext");
});
