import { party, phone } from "@trunkline/core";
import { expect, test } from "vitest";
import { acsAt, callbackUrl, contextOf, operationId } from "../fixtures/bench.fixture.js";
import { callConnectionId } from "../fixtures/recording-service.fixture.js";
import { useService } from "../fixtures/use-service.fixture.js";
import { communicationUser } from "../parties/own-parties.js";

const bench = useService();
const api = "?api-version=2026-03-12";
const bob = phone("+14255550123");
const own = phone("+18005550100");
const wireBob = { rawId: "4:+14255550123", phoneNumber: { value: "+14255550123", isAnonymous: false } };
const ada = communicationUser("8:acs:b9614373-fd0b-480c-8fd2-cb58b70eab9f_da7be3a9-8788-42a6-85c6-56b2cf784fce");
const wireAda = { rawId: ada.id, communicationUser: { id: ada.id } };

test("create calls a telephone from a number of the resource", async () => {
  const taken = await bench.adapter.verbs.create?.run({ to: [bob], from: own }, contextOf({ providerCallId: "" }), {
    sourceDisplayName: "Contoso",
  });
  expect(bench.sent().line).toBe(`POST /calling/callConnections${api}`);
  expect(bench.sent().body).toEqual({
    targets: [{ kind: "phoneNumber", ...wireBob }],
    sourceCallerIdNumber: { value: "+18005550100", isAnonymous: false },
    sourceDisplayName: "Contoso",
    operationContext: operationId,
    callbackUri: callbackUrl,
  });
  expect(taken).toEqual({ providerCallId: callConnectionId, state: "connecting", requestId: "ref-1" });
});

test("create with several targets is a group call", async () => {
  await bench.adapter.verbs.create?.run({ to: [bob, ada], from: own }, contextOf(), { operationContext: "mine" });
  expect(bench.sent().line).toBe(`POST /calling/callConnections${api}`);
  expect(bench.sent().body).toEqual({
    targets: [
      { kind: "phoneNumber", ...wireBob },
      { kind: "communicationUser", ...wireAda },
    ],
    sourceCallerIdNumber: { value: "+18005550100", isAnonymous: false },
    operationContext: "mine",
    callbackUri: callbackUrl,
  });
});

test("create calls a Teams user from a Teams app, as the configured identity, with a voice for texts", async () => {
  const other = acsAt(bench.service, {
    sourceIdentity: "8:acs:res_bot",
    cognitiveServicesEndpoint: "https://ai.example.com/",
  });
  await other.verbs.create?.run({ to: [party.user("u1")], from: party.application("app1") }, contextOf(), undefined);
  expect(bench.sent().body).toEqual({
    targets: [
      {
        kind: "microsoftTeamsUser",
        rawId: "8:orgid:u1",
        microsoftTeamsUser: { userId: "u1", isAnonymous: false, cloud: "public" },
      },
    ],
    source: { id: "8:acs:res_bot" },
    teamsAppSource: { appId: "app1" },
    callIntelligenceOptions: { cognitiveServicesEndpoint: "https://ai.example.com/" },
    operationContext: operationId,
    callbackUri: callbackUrl,
  });
  await other.close?.();
});

test.each([
  [{ kind: "group", id: "g1" } as const, { kind: "groupCallLocator", groupCallId: "g1" }],
  [{ kind: "room", id: "r1" } as const, { kind: "roomCallLocator", roomId: "r1" }],
  [{ kind: "server-call", id: "s1" } as const, { kind: "serverCallLocator", serverCallId: "s1" }],
])("join %j", async (target, callLocator) => {
  const taken = await bench.adapter.verbs.join?.run({ target }, contextOf({ providerCallId: "" }), undefined);
  expect(bench.sent().line).toBe(`POST /calling/callConnections:connect${api}`);
  expect(bench.sent().body).toEqual({ callLocator, callbackUri: callbackUrl, operationContext: operationId });
  expect(taken).toMatchObject({ providerCallId: callConnectionId, state: "connecting" });
});
