import { party, phone } from "@trunkline/core";
import { expect, test } from "vitest";
import { acsAt, contextOf, operationId } from "../fixtures/bench.fixture.js";
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

test("the documented example of sendDtmfTones", async () => {
  const taken = await bench.adapter.verbs.sendDtmf?.run({ tones: ["0"], to: ada }, contextOf(), {
    operationContext: "sendDtmf operation context",
    operationCallbackUri: "https://app.contoso.com/callback",
  });
  expect(bench.sent().line).toBe(`POST ${call}:sendDtmfTones${api}`);
  expect(bench.sent().body).toEqual({
    tones: ["zero"],
    targetParticipant: wireAda,
    operationContext: "sendDtmf operation context",
    operationCallbackUri: "https://app.contoso.com/callback",
  });
  expect(taken).toMatchObject({ done: true, warnings: [expect.stringContaining("operationCallbackUri")] });
});

test("all sixteen tones go to a telephone under our operation id", async () => {
  const tones = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "A", "B", "C", "D", "#", "*"] as const;
  const taken = await bench.adapter.verbs.sendDtmf?.run({ tones, to: bob }, contextOf(), undefined);
  expect(bench.sent().body).toEqual({
    tones: "zero one two three four five six seven eight nine a b c d pound asterisk".split(" "),
    targetParticipant: wireBob,
    operationContext: operationId,
  });
  expect(taken).toEqual({ requestId: "ref-1" });
});

test("a caller without a number can be sent tones", async () => {
  const to = party.unknown("4:anonymous");
  await bench.adapter.verbs.sendDtmf?.run({ tones: ["1"], to }, contextOf(), undefined);
  expect(bench.sent().body).toMatchObject({
    targetParticipant: { rawId: "4:anonymous", phoneNumber: { value: "anonymous", isAnonymous: true } },
  });
});

test("subscribing to keys starts continuous recognition", async () => {
  await bench.adapter.verbs.subscribeDtmf?.run({ of: bob }, contextOf(), undefined);
  expect(bench.sent().line).toBe(`POST ${call}:startContinuousDtmfRecognition${api}`);
  expect(bench.sent().body).toEqual({ targetParticipant: wireBob, operationContext: operationId });
});

test("play to all: files, texts and SSML, in a loop, interrupting the current prompt", async () => {
  const speaking = acsAt(bench.service, { cognitiveServicesEndpoint: "https://ai.example.com/" });
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
    { interruptCallMediaOperation: true, sourceLocale: "en-US", voiceKind: "female", customVoiceEndpointId: "own" },
  );
  expect(bench.sent().line).toBe(`POST ${call}:play${api}`);
  const custom = { customVoiceEndpointId: "own" };
  expect(bench.sent().body).toEqual({
    playSources: [
      { kind: "file", file: { uri: "https://cdn.example.com/a.wav" } },
      { kind: "text", text: { text: "Hello", sourceLocale: "de-DE", voiceKind: "female", ...custom } },
      {
        kind: "text",
        text: { text: "Ho", sourceLocale: "en-US", voiceKind: "female", voiceName: "en-US-Ava", ...custom },
      },
      { kind: "ssml", ssml: { ssmlText: "<speak/>", ...custom } },
    ],
    playTo: [],
    interruptCallMediaOperation: true,
    playOptions: { loop: true },
    operationContext: operationId,
  });
  await speaking.close?.();
});

test("play to one participant", async () => {
  await bench.adapter.verbs.play?.run(
    { prompts: [{ url: "https://cdn.example.com/a.wav" }], loop: false, to: [bob] },
    contextOf(),
    { playSourceCacheId: "cache1" },
  );
  expect(bench.sent().body).toEqual({
    playSources: [{ kind: "file", playSourceCacheId: "cache1", file: { uri: "https://cdn.example.com/a.wav" } }],
    playTo: [wireBob],
    playOptions: { loop: false },
    operationContext: operationId,
  });
});

test("cancel stops all media", async () => {
  await bench.adapter.verbs.cancelMedia?.run({}, contextOf(), undefined);
  expect(bench.sent().line).toBe(`POST ${call}:cancelAllMediaOperations${api}`);
});
