import { party, phone } from "@trunkline/core";
import { expect, test } from "vitest";
import { contextOf, firstSentAt, operationId } from "../fixtures/bench.fixture.js";
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
const own = phone("+18005550100");
const noHeaders = { sipHeaders: {}, voipHeaders: {} };

test("a telephone is added from a number, and rings for as long as was asked for", async () => {
  const taken = await bench.adapter.verbs.addParticipant?.run(
    { to: bob, from: own, ringMs: 20_000 },
    contextOf(),
    undefined,
  );
  expect(bench.sent().line).toBe(`POST ${call}/participants:add${api}`);
  expect(bench.sent().body).toEqual({
    participantToAdd: { kind: "phoneNumber", ...wireBob },
    sourceCallerIdNumber: { value: "+18005550100", isAnonymous: false },
    invitationTimeoutInSeconds: 20,
    operationContext: operationId,
    customCallingContext: noHeaders,
  });
  expect(bench.sent().headers).toMatchObject({
    "repeatability-request-id": operationId,
    "repeatability-first-sent": new Date(firstSentAt).toUTCString(),
  });
  expect(taken).toEqual({ requestId: "ref-1", providerOperationId: "inv-1" });
});

test("a user is added without a number, with a name to show and headers of every kind", async () => {
  await bench.adapter.verbs.addParticipant?.run({ to: ada }, contextOf(), {
    sourceDisplayName: "Contoso",
    customCallingContext: [
      { kind: "voip", key: "topic", value: "billing" },
      { kind: "sipuui", key: "", value: "616d" },
      { kind: "sipx", key: "one", value: "1" },
      { kind: "sipx", key: "two", value: "2", sipHeaderPrefix: "X-" },
    ],
    operationContext: "mine",
  });
  expect(bench.sent().body).toEqual({
    participantToAdd: { kind: "communicationUser", ...wireAda },
    sourceDisplayName: "Contoso",
    operationContext: "mine",
    customCallingContext: {
      voipHeaders: { topic: "billing" },
      sipHeaders: { "User-To-User": "616d", "X-MS-Custom-one": "1", "X-two": "2" },
    },
  });
});

test("a ringing time is rounded up to whole seconds, with a warning", async () => {
  const taken = await bench.adapter.verbs.addParticipant?.run({ to: ada, ringMs: 1_001 }, contextOf(), undefined);
  expect(bench.sent().body).toMatchObject({ invitationTimeoutInSeconds: 2 });
  expect(taken?.warnings).toEqual(["ringMs: ACS counts in whole seconds; they ring for 2 s"]);
});

test("somebody is brought over from another call by moving them", async () => {
  const taken = await bench.adapter.verbs.addParticipant?.run(
    { to: bob, replaces: { providerCallId: "cc2" } },
    contextOf(),
    undefined,
  );
  expect(bench.sent().line).toBe(`POST ${call}/participants:moveHere${api}`);
  expect(bench.sent().body).toEqual({
    targetParticipants: [{ kind: "phoneNumber", ...wireBob }],
    fromCall: "cc2",
    operationContext: operationId,
  });
  expect(taken).toEqual({ requestId: "ref-1" });
});

test("what says how to ring is of no use to somebody who is moved, with a warning", async () => {
  const taken = await bench.adapter.verbs.addParticipant?.run(
    { to: bob, from: own, ringMs: 1_500, replaces: { providerCallId: "cc2" } },
    contextOf(),
    { sourceDisplayName: "Contoso" },
  );
  expect(taken?.warnings).toEqual([expect.stringMatching(/^from, ringMs, sourceDisplayName: of no use/)]);
});

test("a completion that goes to another address ends the operation with its acceptance", async () => {
  const operationCallbackUri = "https://app.contoso.com/callback";
  const { addParticipant, removeParticipant } = bench.adapter.verbs;
  const answers = [
    await addParticipant?.run({ to: ada, ringMs: 1_500 }, contextOf(), { operationCallbackUri }),
    await removeParticipant?.run({ who: { party: ada } }, contextOf(), { operationCallbackUri }),
  ];
  for (const request of bench.service.requests) expect(request.body).toMatchObject({ operationCallbackUri });
  for (const answer of answers)
    expect(answer).toMatchObject({
      done: true,
      warnings: expect.arrayContaining([expect.stringMatching(/^operationC/)]),
    });
  expect(answers[0]?.warnings).toHaveLength(2);
});

test("an invitation is taken back by its id", async () => {
  await bench.adapter.verbs.cancelAddParticipant?.run(
    { operationId: "a1", providerOperationId: "inv-1", to: bob },
    contextOf(),
    undefined,
  );
  expect(bench.sent().line).toBe(`POST ${call}/participants:cancelAddParticipant${api}`);
  expect(bench.sent().body).toEqual({ invitationId: "inv-1", operationContext: operationId });
});

test("somebody is removed by who they are", async () => {
  await bench.adapter.verbs.removeParticipant?.run(
    { who: { party: bob, id: "4:+14255550123" } },
    contextOf(),
    undefined,
  );
  expect(bench.sent().line).toBe(`POST ${call}/participants:remove${api}`);
  expect(bench.sent().body).toEqual({
    participantToRemove: { kind: "phoneNumber", ...wireBob },
    operationContext: operationId,
  });
});

test("somebody who has left before they are removed is out; any other refusal is a failure", async () => {
  const remove = () => bench.adapter.verbs.removeParticipant?.run({ who: { party: bob } }, contextOf(), undefined);
  bench.service.answer = { status: 404, body: { error: { code: "8558", message: "Participant not present." } } };
  expect(await remove()).toEqual({ done: true });
  bench.service.answer = { status: 404, body: { error: { code: "8522", message: "Call not found." } } };
  await expect(remove()).rejects.toThrow("Call not found");
});

test("a communication user is muted", async () => {
  const taken = await bench.adapter.verbs.mute?.run({ who: { party: ada } }, contextOf(), undefined);
  expect(bench.sent().line).toBe(`POST ${call}/participants:mute${api}`);
  expect(bench.sent().body).toEqual({
    targetParticipants: [{ kind: "communicationUser", ...wireAda }],
    operationContext: operationId,
  });
  expect(taken).toEqual({ requestId: "ref-1" });
});

test("hold plays a file, a text or SSML to one participant, or nothing of ours", async () => {
  const { hold } = bench.adapter.verbs;
  const who = { party: bob };
  await hold?.run({ who, prompt: { url: "https://cdn.example.com/a.wav" } }, contextOf(), undefined);
  await hold?.run({ who, prompt: { text: "Please wait" } }, contextOf(), { voiceName: "en-US-Ava" });
  await hold?.run({ who, prompt: { ssml: "<speak/>" } }, contextOf(), undefined);
  await hold?.run({ who }, contextOf(), undefined);
  expect(bench.service.requests.map(({ line }) => line)).toEqual(Array(4).fill(`POST ${call}:hold${api}`));
  const common = { targetParticipant: wireBob, operationContext: operationId };
  expect(bench.service.requests.map(({ body }) => body)).toEqual([
    { ...common, playSourceInfo: { kind: "file", file: { uri: "https://cdn.example.com/a.wav" } } },
    { ...common, playSourceInfo: { kind: "text", text: { text: "Please wait", voiceName: "en-US-Ava" } } },
    { ...common, playSourceInfo: { kind: "ssml", ssml: { ssmlText: "<speak/>" } } },
    common,
  ]);
});

test("a hold whose failure goes to another address says so", async () => {
  const taken = await bench.adapter.verbs.hold?.run({ who: { party: bob } }, contextOf(), {
    operationCallbackUri: "https://app.contoso.com/callback",
  });
  expect(taken).toMatchObject({ warnings: [expect.stringContaining("a failure goes to that address")] });
  expect(taken).not.toHaveProperty("done");
});

test("unhold names the participant", async () => {
  await bench.adapter.verbs.unhold?.run({ who: { party: party.unknown("4:anonymous") } }, contextOf(), undefined);
  expect(bench.sent().line).toBe(`POST ${call}:unhold${api}`);
  expect(bench.sent().body).toEqual({
    targetParticipant: { rawId: "4:anonymous", phoneNumber: { value: "anonymous", isAnonymous: true } },
    operationContext: operationId,
  });
});

test("the roster is the end of hold and unhold, and the provider's yes that of mute", () => {
  const { hold, unhold, mute, addParticipant, removeParticipant } = bench.adapter.verbs;
  expect([hold, unhold, mute, addParticipant, removeParticipant].map((verb) => verb?.completes)).toEqual([
    ...["roster", "roster", "acceptance", undefined, undefined],
  ]);
});
