import { phone } from "@trunkline/core";
import { expect, test } from "vitest";
import { contextOf, operationId } from "../fixtures/bench.fixture.js";
import { callConnectionId } from "../fixtures/recording-service.fixture.js";
import { useService } from "../fixtures/use-service.fixture.js";
import { communicationUser } from "../parties/own-parties.js";

const bench = useService();
const api = "?api-version=2026-03-12";
const call = `/calling/callConnections/${callConnectionId}`;
const bob = phone("+14255550123");
const wireBob = { rawId: "4:+14255550123", phoneNumber: { value: "+14255550123", isAnonymous: false } };
const ada = communicationUser("8:acs:b9614373-fd0b-480c-8fd2-cb58b70eab9f_da7be3a9-8788-42a6-85c6-56b2cf784fce");
const wireAda = { rawId: ada.id, communicationUser: { id: ada.id } };

test("hang up leaves, hang up for everyone terminates", async () => {
  await bench.adapter.verbs.hangUp?.run({ everyone: false }, contextOf(), undefined);
  await bench.adapter.verbs.hangUp?.run({ everyone: true }, contextOf(), undefined);
  expect(bench.service.requests.map(({ line, body }) => [line, body])).toEqual([
    [`DELETE ${call}${api}`, undefined],
    [`POST ${call}:terminate${api}`, undefined],
  ]);
});

test("transfer has the transferee and the number to show", async () => {
  await bench.adapter.verbs.transfer?.run({ to: bob, transferee: ada }, contextOf(), {
    sourceCallerIdNumber: "+18005550100",
  });
  expect(bench.sent().line).toBe(`POST ${call}:transferToParticipant${api}`);
  expect(bench.sent().body).toEqual({
    targetParticipant: { kind: "phoneNumber", ...wireBob },
    transferee: { kind: "communicationUser", ...wireAda },
    sourceCallerIdNumber: { value: "+18005550100", isAnonymous: false },
    customCallingContext: { sipHeaders: {}, voipHeaders: {} },
    operationContext: operationId,
  });
});

test.each([
  ["connecting", "connecting"],
  ["unknown", "connecting"],
  ["connected", "connected"],
  ["transferring", "connected"],
  ["transferAccepted", "connected"],
  ["disconnecting", "disconnecting"],
  ["disconnected", "disconnected"],
])("inspect reads %s as %s", async (callConnectionState, state) => {
  bench.service.answer = { status: 200, body: { callConnectionId, callConnectionState } };
  const taken = await bench.adapter.verbs.inspect?.run({}, contextOf(), undefined);
  expect(bench.sent().line).toBe(`GET ${call}${api}`);
  expect(taken?.found).toEqual({ state });
});

test("inspect reports a call that is over as gone", async () => {
  bench.service.answer = { status: 404, body: { error: { code: "8522", message: "Call not found." } } };
  expect(await bench.adapter.verbs.inspect?.run({}, contextOf(), undefined)).toEqual({ found: { state: "gone" } });
});

test("inspect does not treat every 404 as the end of a call", async () => {
  bench.service.answer = { status: 404, body: "No HTTP resource was found that matches the request URI" };
  await expect(bench.adapter.verbs.inspect?.run({}, contextOf(), undefined)).rejects.toThrow(/No HTTP resource/);
});
