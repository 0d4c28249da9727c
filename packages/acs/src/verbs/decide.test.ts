import { phone } from "@trunkline/core";
import { expect, test } from "vitest";
import { callbackUrl, operationId, ringing } from "../fixtures/bench.fixture.js";
import { callConnectionId } from "../fixtures/recording-service.fixture.js";
import { useService } from "../fixtures/use-service.fixture.js";

const bench = useService();
const api = "?api-version=2026-03-12";
const bob = phone("+14255550123");
const wireBob = { rawId: "4:+14255550123", phoneNumber: { value: "+14255550123", isAnonymous: false } };

test("answer uses the incoming call context", async () => {
  const taken = await bench.adapter.verbs.answer?.run({}, ringing(), undefined);
  expect(bench.sent().line).toBe(`POST /calling/callConnections:answer${api}`);
  expect(bench.sent().body).toEqual({
    incomingCallContext: "eyJ0",
    callbackUri: callbackUrl,
    operationContext: operationId,
  });
  expect(taken).toMatchObject({ providerCallId: callConnectionId, memo: null });
});

test.each([
  ["busy", "busy"],
  ["forbidden", "forbidden"],
  ["declined", "none"],
] as const)("reject %s is %s on the wire", async (reason, callRejectReason) => {
  await bench.adapter.verbs.reject?.run({ reason }, ringing(), undefined);
  expect(bench.sent().line).toBe(`POST /calling/callConnections:reject${api}`);
  expect(bench.sent().body).toEqual({ incomingCallContext: "eyJ0", callRejectReason });
});

test("redirect sends the call to one target", async () => {
  await bench.adapter.verbs.redirect?.run({ to: [bob] }, ringing(), undefined);
  expect(bench.sent().line).toBe(`POST /calling/callConnections:redirect${api}`);
  expect(bench.sent().body).toEqual({ incomingCallContext: "eyJ0", target: { kind: "phoneNumber", ...wireBob } });
});

test("an accepted reject or redirect ends the call, because ACS reports nothing afterwards", () => {
  for (const verb of [bench.adapter.verbs.reject, bench.adapter.verbs.redirect])
    expect(verb).toMatchObject({ completes: "acceptance", endsCall: true });
});
