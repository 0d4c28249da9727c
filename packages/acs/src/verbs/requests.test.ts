import { party, phone } from "@trunkline/core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  accessKey,
  acsAt,
  callbackUrl,
  contextOf,
  firstSentAt,
  operationId,
  ringing,
} from "../fixtures/bench.fixture.js";
import {
  callConnectionId,
  type RecordingService,
  startRecordingService,
} from "../fixtures/recording-service.fixture.js";
import { communicationUser } from "../parties/communication-user.js";

let service: RecordingService;
let adapter: ReturnType<typeof acsAt>;
beforeAll(async () => {
  service = await startRecordingService();
  adapter = acsAt(service);
});
afterEach(() => {
  service.requests.length = 0;
  service.answer = undefined;
});
afterAll(async () => {
  await adapter.close?.();
  await service.close();
});

const api = "?api-version=2026-03-12";
const call = `/calling/callConnections/${callConnectionId}`;
const bob = phone("+14255550123");
const own = phone("+18005550100");
const wireBob = { rawId: "4:+14255550123", phoneNumber: { value: "+14255550123", isAnonymous: false } };
const ada = communicationUser("8:acs:b9614373-fd0b-480c-8fd2-cb58b70eab9f_da7be3a9-8788-42a6-85c6-56b2cf784fce");
const wireAda = { rawId: ada.id, communicationUser: { id: ada.id } };

/** The one request that was sent. */
function sent() {
  expect(service.requests).toHaveLength(1);
  const [request] = service.requests;
  if (!request) throw new Error("nothing was sent");
  return request;
}

describe("opening a call", () => {
  test("create calls a telephone from a number of the resource", async () => {
    const taken = await adapter.verbs.create?.run({ to: [bob], from: own }, contextOf({ providerCallId: "" }), {
      sourceDisplayName: "Contoso",
    });
    expect(sent().line).toBe(`POST /calling/callConnections${api}`);
    expect(sent().body).toEqual({
      targets: [{ kind: "phoneNumber", ...wireBob }],
      sourceCallerIdNumber: { value: "+18005550100", isAnonymous: false },
      sourceDisplayName: "Contoso",
      operationContext: operationId,
      callbackUri: callbackUrl,
    });
    expect(taken).toEqual({ providerCallId: callConnectionId, state: "connecting", requestId: "ref-1" });
  });

  test("create with several targets is a group call", async () => {
    await adapter.verbs.create?.run({ to: [bob, ada], from: own }, contextOf(), { operationContext: "mine" });
    expect(sent().line).toBe(`POST /calling/callConnections${api}`);
    expect(sent().body).toEqual({
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
    const other = acsAt(service, {
      sourceIdentity: "8:acs:res_bot",
      cognitiveServicesEndpoint: "https://ai.example.com/",
    });
    await other.verbs.create?.run({ to: [party.user("u1")], from: party.application("app1") }, contextOf(), undefined);
    expect(sent().body).toEqual({
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
    const taken = await adapter.verbs.join?.run({ target }, contextOf({ providerCallId: "" }), undefined);
    expect(sent().line).toBe(`POST /calling/callConnections:connect${api}`);
    expect(sent().body).toEqual({ callLocator, callbackUri: callbackUrl, operationContext: operationId });
    expect(taken).toMatchObject({ providerCallId: callConnectionId, state: "connecting" });
  });
});

describe("deciding an incoming call", () => {
  test("answer uses the ticket up", async () => {
    const taken = await adapter.verbs.answer?.run({}, ringing(), undefined);
    expect(sent().line).toBe(`POST /calling/callConnections:answer${api}`);
    expect(sent().body).toEqual({
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
    await adapter.verbs.reject?.run({ reason }, ringing(), undefined);
    expect(sent().line).toBe(`POST /calling/callConnections:reject${api}`);
    expect(sent().body).toEqual({ incomingCallContext: "eyJ0", callRejectReason });
  });

  test("redirect sends the call to one target", async () => {
    await adapter.verbs.redirect?.run({ to: [bob] }, ringing(), undefined);
    expect(sent().line).toBe(`POST /calling/callConnections:redirect${api}`);
    expect(sent().body).toEqual({ incomingCallContext: "eyJ0", target: { kind: "phoneNumber", ...wireBob } });
  });

  test("the provider says nothing more after a reject or a redirect, so its yes is the end of the call", () => {
    for (const verb of [adapter.verbs.reject, adapter.verbs.redirect])
      expect(verb).toMatchObject({ completes: "acceptance", endsCall: true });
  });
});

describe("on a call", () => {
  test("hang up leaves, hang up for everyone terminates", async () => {
    await adapter.verbs.hangUp?.run({ everyone: false }, contextOf(), undefined);
    await adapter.verbs.hangUp?.run({ everyone: true }, contextOf(), undefined);
    expect(service.requests.map(({ line, body }) => [line, body])).toEqual([
      [`DELETE ${call}${api}`, undefined],
      [`POST ${call}:terminate${api}`, undefined],
    ]);
  });

  test("transfer names whom it hands over, and the number to show", async () => {
    await adapter.verbs.transfer?.run({ to: bob, transferee: ada }, contextOf(), {
      sourceCallerIdNumber: "+18005550100",
    });
    expect(sent().line).toBe(`POST ${call}:transferToParticipant${api}`);
    expect(sent().body).toEqual({
      targetParticipant: { kind: "phoneNumber", ...wireBob },
      transferee: { kind: "communicationUser", ...wireAda },
      sourceCallerIdNumber: { value: "+18005550100", isAnonymous: false },
      customCallingContext: { sipHeaders: {}, voipHeaders: {} },
      operationContext: operationId,
    });
  });

  test("the documented example of sendDtmfTones", async () => {
    const taken = await adapter.verbs.sendDtmf?.run({ tones: ["0"], to: ada }, contextOf(), {
      operationContext: "sendDtmf operation context",
      operationCallbackUri: "https://app.contoso.com/callback",
    });
    expect(sent().line).toBe(`POST ${call}:sendDtmfTones${api}`);
    expect(sent().body).toEqual({
      tones: ["zero"],
      targetParticipant: wireAda,
      operationContext: "sendDtmf operation context",
      operationCallbackUri: "https://app.contoso.com/callback",
    });
    expect(taken).toMatchObject({ done: true, warnings: [expect.stringContaining("operationCallbackUri")] });
  });

  test("all sixteen tones go to a telephone under our operation id", async () => {
    const tones = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "A", "B", "C", "D", "#", "*"] as const;
    const taken = await adapter.verbs.sendDtmf?.run({ tones, to: bob }, contextOf(), undefined);
    expect(sent().body).toEqual({
      tones: "zero one two three four five six seven eight nine a b c d pound asterisk".split(" "),
      targetParticipant: wireBob,
      operationContext: operationId,
    });
    expect(taken).toEqual({ requestId: "ref-1", warnings: [] });
  });

  test("a gap between tones is a warning, and a caller without a number can be sent tones", async () => {
    const to = party.unknown("4:anonymous");
    const taken = await adapter.verbs.sendDtmf?.run({ tones: ["1"], to, gapMs: 300 }, contextOf(), undefined);
    expect(taken?.warnings).toEqual([expect.stringMatching(/^gapMs: /)]);
    expect(sent().body).toMatchObject({
      targetParticipant: { rawId: "4:anonymous", phoneNumber: { value: "anonymous", isAnonymous: true } },
    });
  });

  test("keys are listened to continuously", async () => {
    await adapter.verbs.subscribeDtmf?.run({ of: bob }, contextOf(), undefined);
    expect(sent().line).toBe(`POST ${call}:startContinuousDtmfRecognition${api}`);
    expect(sent().body).toEqual({ targetParticipant: wireBob, operationContext: operationId });
  });

  test("play to everybody: files, texts and SSML, in a loop, over what plays", async () => {
    const speaking = acsAt(service, { cognitiveServicesEndpoint: "https://ai.example.com/" });
    await speaking.verbs.play?.run(
      {
        prompts: [
          { url: "https://cdn.example.com/a.wav" },
          { text: "Hello", locale: "de-DE" },
          { text: "Ho", voice: "en-US-Ava" },
          { ssml: "<speak/>" },
        ],
        loop: true,
      },
      contextOf(),
      { interruptCallMediaOperation: true, sourceLocale: "en-US", voiceKind: "female" },
    );
    expect(sent().line).toBe(`POST ${call}:play${api}`);
    expect(sent().body).toEqual({
      playSources: [
        { kind: "file", file: { uri: "https://cdn.example.com/a.wav" } },
        { kind: "text", text: { text: "Hello", sourceLocale: "de-DE", voiceKind: "female" } },
        { kind: "text", text: { text: "Ho", sourceLocale: "en-US", voiceKind: "female", voiceName: "en-US-Ava" } },
        { kind: "ssml", ssml: { ssmlText: "<speak/>" } },
      ],
      playTo: [],
      interruptCallMediaOperation: true,
      playOptions: { loop: true },
      operationContext: operationId,
    });
    await speaking.close?.();
  });

  test("play to one participant", async () => {
    await adapter.verbs.play?.run(
      { prompts: [{ url: "https://cdn.example.com/a.wav" }], loop: false, to: [bob] },
      contextOf(),
      { playSourceCacheId: "cache1" },
    );
    expect(sent().body).toEqual({
      playSources: [{ kind: "file", playSourceCacheId: "cache1", file: { uri: "https://cdn.example.com/a.wav" } }],
      playTo: [wireBob],
      playOptions: { loop: false },
      operationContext: operationId,
    });
  });

  test("cancel stops all media", async () => {
    await adapter.verbs.cancelMedia?.run({}, contextOf(), undefined);
    expect(sent().line).toBe(`POST ${call}:cancelAllMediaOperations${api}`);
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
    service.answer = { status: 200, body: { callConnectionId, callConnectionState } };
    const taken = await adapter.verbs.inspect?.run({}, contextOf(), undefined);
    expect(sent().line).toBe(`GET ${call}${api}`);
    expect(taken?.found).toEqual({ state });
  });

  test("inspect finds a call that is over gone", async () => {
    service.answer = { status: 404, body: { error: { code: "8522", message: "Call not found." } } };
    expect(await adapter.verbs.inspect?.run({}, contextOf(), undefined)).toEqual({ found: { state: "gone" } });
  });

  test("inspect does not take every 404 for the end of a call", async () => {
    service.answer = { status: 404, body: "No HTTP resource was found that matches the request URI" };
    await expect(adapter.verbs.inspect?.run({}, contextOf(), undefined)).rejects.toThrow(/No HTTP resource/);
  });
});

describe("what makes a repeat safe", () => {
  test("two tries of one operation carry the same repeatability headers and request id", async () => {
    for (let attempt = 0; attempt < 2; attempt++)
      await adapter.verbs.sendDtmf?.run({ tones: ["1"], to: bob }, contextOf(), undefined);
    for (const { headers, signedWith } of service.requests) {
      expect(headers["repeatability-request-id"]).toBe(operationId);
      expect(headers["repeatability-first-sent"]).toBe("Fri, 20 Nov 2026 07:24:29 GMT");
      expect(headers["x-ms-client-request-id"]).toBe(operationId);
      expect(signedWith(accessKey)).toBe(true);
    }
    expect(firstSentAt).toBe(Date.parse("2026-11-20T07:24:29Z"));
  });

  test("many operations at once do not mix up", async () => {
    const ids = Array.from({ length: 40 }, (_, i) => `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`);
    await Promise.all(
      ids.map((id) =>
        adapter.verbs.sendDtmf?.run({ tones: ["1"], to: bob }, contextOf({ operationId: id }), undefined),
      ),
    );
    expect(service.requests).toHaveLength(40);
    for (const { headers, body } of service.requests)
      expect(body).toMatchObject({ operationContext: headers["repeatability-request-id"] });
    expect(new Set(service.requests.map(({ headers }) => headers["repeatability-request-id"])).size).toBe(40);
  });

  test("where the service knows no such headers none are sent, and play is not repeated", async () => {
    await adapter.verbs.play?.run(
      { prompts: [{ url: "https://cdn.example.com/a.wav" }], loop: false },
      contextOf(),
      undefined,
    );
    expect(sent().headers).not.toHaveProperty("repeatability-request-id");
    expect(sent().headers["x-ms-client-request-id"]).toBe(operationId);
    expect(adapter.verbs.play?.repeat).toBe("never");
  });

  test("the client's own calls are left alone", async () => {
    await adapter.client.getCallConnection("c1").hangUp(true);
    expect(sent().headers["repeatability-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(sent().headers["repeatability-request-id"]).not.toBe(operationId);
  });
});
