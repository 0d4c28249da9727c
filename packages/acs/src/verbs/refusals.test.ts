import { party, phone, type Refusal } from "@trunkline/core";
import { afterAll, expect, test } from "vitest";
import { acsAt, ringing } from "../fixtures/bench.fixture.js";
import { communicationUser } from "../parties/own-parties.js";

const adapter = acsAt({ endpoint: "http://127.0.0.1:1" });
const { create, join, answer, reject, redirect, transfer, sendDtmf, subscribeDtmf, play } = adapter.verbs;
const { addParticipant, cancelAddParticipant, removeParticipant, mute, hold, unhold } = adapter.verbs;
afterAll(() => adapter.close?.());

const bob = phone("+14255550123");
const own = phone("+18005550100");
const ada = communicationUser("8:acs:res_ada");
const guest = party.guest({ id: "g", displayName: "G" });
const idle = { memo: null };
const ring = ringing();
const wav = { url: "https://cdn.example.com/a.wav" };

const refused: readonly (readonly [string, Refusal | undefined, Refusal["code"], RegExp])[] = [
  ["a telephone without a number to call from", create?.refuse?.({ to: [bob] }, idle), "invalid-request", /Set from/],
  [
    "a source that is no number",
    create?.refuse?.({ to: [bob], from: ada }, idle),
    "unsupported",
    /call from communicationUser/,
  ],
  ["a guest as target", create?.refuse?.({ to: [guest], from: own }, idle), "unsupported", /cannot call guest g/],
  [
    "a Teams meeting",
    join?.refuse?.({ target: { kind: "teams-meeting", url: "https://teams.example.com" } }, idle),
    "unsupported",
    /cannot join a teams-meeting/,
  ],
  [
    "joining as a guest",
    join?.refuse?.({ target: { kind: "room", id: "r" }, as: guest }, idle),
    "unsupported",
    /not as a guest/,
  ],
  ["answering without a ticket", answer?.refuse?.({}, idle), "invalid-request", /no incomingCallContext/],
  [
    "rejecting without a ticket",
    reject?.refuse?.({ reason: "busy" }, idle),
    "invalid-request",
    /no incomingCallContext/,
  ],
  [
    "redirecting without a ticket",
    redirect?.refuse?.({ to: [bob] }, idle),
    "invalid-request",
    /no incomingCallContext/,
  ],
  ["two targets of a redirect", redirect?.refuse?.({ to: [bob, ada] }, ring), "invalid-request", /one party, not to 2/],
  ["a ringing time", redirect?.refuse?.({ to: [bob], ringMs: 20_000 }, ring), "unsupported", /no ringing time/],
  ["a redirect to a guest", redirect?.refuse?.({ to: [guest] }, ring), "unsupported", /cannot call guest/],
  [
    "an internet caller redirected to a telephone",
    redirect?.refuse?.({ to: [bob] }, ringing({ incomingCallContext: "e", callerKind: "other" })),
    "unsupported",
    /to a telephone/,
  ],
  [
    "a consultative transfer",
    transfer?.refuse?.({ to: bob, replaces: { providerCallId: "c" } }, idle),
    "unsupported",
    /Core makes it of a move/,
  ],
  ["a transfer to a guest", transfer?.refuse?.({ to: guest }, idle), "unsupported", /cannot call guest/],
  [
    "a guest as transferee",
    transfer?.refuse?.({ to: bob, transferee: guest }, idle),
    "unsupported",
    /no name for guest/,
  ],
  [
    "nineteen tones",
    sendDtmf?.refuse?.({ tones: Array(19).fill("1"), to: bob }, idle),
    "invalid-request",
    /1 to 18 tones/,
  ],
  ["no tones", sendDtmf?.refuse?.({ tones: [], to: bob }, idle), "invalid-request", /not 0/],
  ["a flash", sendDtmf?.refuse?.({ tones: ["1", "!"], to: bob }, idle), "unsupported", /no "!" \(tone 2\)/],
  ["tones without a recipient", sendDtmf?.refuse?.({ tones: ["1"] }, idle), "invalid-request", /whom/],
  [
    "tones for a Teams user",
    sendDtmf?.refuse?.({ tones: ["1"], to: party.user("u") }, idle),
    "unsupported",
    /tones to user u/,
  ],
  ["a subscription to keys without a participant", subscribeDtmf?.refuse?.({}, idle), "invalid-request", /whose keys/],
  [
    "a subscription to a guest's keys",
    subscribeDtmf?.refuse?.({ of: guest }, idle),
    "unsupported",
    /no name for guest/,
  ],
  ["playing to a guest", play?.refuse?.({ prompts: [wav], loop: false, to: [guest] }, idle), "unsupported", /no name/],
  [
    "a text without a service that speaks it",
    play?.refuse?.({ prompts: [wav, { text: "Hi" }], loop: false }, idle),
    "invalid-request",
    /cognitiveServicesEndpoint/,
  ],
  [
    "a telephone to be added without a number to call from",
    addParticipant?.refuse?.({ to: bob }, idle),
    "invalid-request",
    /Set from/,
  ],
  [
    "somebody to be added in the name of another",
    addParticipant?.refuse?.({ to: ada, from: party.application("a") }, idle),
    "unsupported",
    /in the name of application a.*sourceDisplayName/,
  ],
  ["a guest to be added", addParticipant?.refuse?.({ to: guest }, idle), "unsupported", /cannot call guest g/],
  [
    "a guest to come over from another call",
    addParticipant?.refuse?.({ to: guest, replaces: { providerCallId: "c" } }, idle),
    "unsupported",
    /no name for guest/,
  ],
  [
    "an invitation without an id to be taken back",
    cancelAddParticipant?.refuse?.({ operationId: "a1", to: bob }, idle),
    "unsupported",
    /no id/,
  ],
  ["a guest to be removed", removeParticipant?.refuse?.({ who: { party: guest } }, idle), "unsupported", /no name/],
  [
    "a telephone to be muted",
    mute?.refuse?.({ who: { party: bob } }, idle),
    "unsupported",
    /communication users only.*call\.hold\(\)/,
  ],
  ["a Teams user to be muted", mute?.refuse?.({ who: { party: party.user("u") } }, idle), "unsupported", /mute user u/],
  ["a guest to be put on hold", hold?.refuse?.({ who: { party: guest } }, idle), "unsupported", /no name for guest/],
  [
    "a hold with a text without a service that speaks it",
    hold?.refuse?.({ who: { party: bob }, prompt: { text: "Please wait" } }, idle),
    "invalid-request",
    /cognitiveServicesEndpoint/,
  ],
  ["a guest back from hold", unhold?.refuse?.({ who: { party: guest } }, idle), "unsupported", /no name for guest/],
];

test.each(refused)("%s is refused before any request", (_name, refusal, code, message) => {
  expect(refusal?.code).toBe(code);
  expect(`${refusal?.message}. ${refusal?.hint}`).toMatch(message);
});

test("a text of more than 4000 characters is refused, SSML is not", () => {
  const speaking = acsAt({ endpoint: "http://127.0.0.1:1" }, { cognitiveServicesEndpoint: "https://ai.example.com/" });
  const refuse = speaking.verbs.play?.refuse;
  expect(refuse?.({ prompts: [{ text: "x".repeat(4_001) }], loop: false }, idle)?.message).toMatch(/4000 characters/);
  expect(
    refuse?.({ prompts: [{ text: "x".repeat(4_000) }, { ssml: "x".repeat(9_000) }], loop: false }, idle),
  ).toBeUndefined();
});

test("supported requests are not refused", () => {
  const accepted = [
    create?.refuse?.({ to: [bob], from: own }, idle),
    create?.refuse?.({ to: [ada, party.user("112f7296-5fa4-42ca-bae8-6a692b15d4b8")] }, idle),
    create?.refuse?.({ to: [ada], from: party.application("a") }, idle),
    join?.refuse?.({ target: { kind: "room", id: "r" } }, idle),
    answer?.refuse?.({}, ring),
    reject?.refuse?.({ reason: "busy" }, ring),
    redirect?.refuse?.({ to: [bob] }, ring),
    redirect?.refuse?.({ to: [ada] }, ringing({ incomingCallContext: "e", callerKind: "other" })),
    transfer?.refuse?.({ to: bob, transferee: party.unknown("4:anonymous") }, idle),
    sendDtmf?.refuse?.({ tones: Array(18).fill("1"), to: ada }, idle),
    subscribeDtmf?.refuse?.({ of: party.unknown("4:anonymous") }, idle),
    play?.refuse?.({ prompts: [wav], loop: true, to: [bob] }, idle),
    addParticipant?.refuse?.({ to: bob, from: own, ringMs: 1_500 }, idle),
    addParticipant?.refuse?.({ to: ada }, idle),
    addParticipant?.refuse?.({ to: party.unknown("4:anonymous"), replaces: { providerCallId: "c" } }, idle),
    cancelAddParticipant?.refuse?.({ operationId: "a1", providerOperationId: "i1", to: bob }, idle),
    removeParticipant?.refuse?.({ who: { party: party.unknown("4:anonymous") } }, idle),
    mute?.refuse?.({ who: { party: ada } }, idle),
    hold?.refuse?.({ who: { party: bob }, prompt: wav }, idle),
    hold?.refuse?.({ who: { party: bob } }, idle),
    unhold?.refuse?.({ who: { party: bob } }, idle),
  ];
  expect(accepted).toEqual(accepted.map(() => undefined));
});

test("there is no keep-alive, and the adapter says why", () => {
  expect(adapter.verbs).not.toHaveProperty("keepAlive");
  expect(adapter.absent?.keepAlive).toMatch(/needs no sign of life/);
});

test.each(["unmute", "muteSelf", "unmuteSelf"] as const)("there is no %s, and the adapter says why", (verb) => {
  expect(adapter.verbs).not.toHaveProperty(verb);
  expect(adapter.absent?.[verb]).toMatch(/ACS/);
});

test.each([
  { customCallingContext: [{ kind: "voip", key: "", value: "v" }] },
  { customCallingContext: [{ kind: "sipx", key: "k", value: "v", sipHeaderPrefix: "Y-" }] },
  { customCallingContext: [] },
  { sourceCallerIdNumber: "+18005550100" },
])("addParticipant takes no option %j", (wrong) => {
  expect(addParticipant?.options?.["~standard"].validate(wrong)).toHaveProperty("issues");
});

test("provider options are strict", () => {
  const validate = sendDtmf?.options?.["~standard"].validate;
  expect(validate?.({ operationContext: "x".repeat(5_000) })).not.toHaveProperty("issues");
  for (const wrong of [
    { operationContext: "x".repeat(5_001) },
    { operationContex: "x" },
    { operationCallbackUri: "ftp://x" },
  ])
    expect(validate?.(wrong)).toHaveProperty("issues");
});

test("callback addresses must be https unless insecure connections are allowed", () => {
  const cloud = acsAt({ endpoint: "https://r.communication.azure.com" }, { allowInsecureConnection: false });
  expect(cloud.refuseCallbackUrl?.(new URL("http://bot.example.com/calls"))).toMatch(/https only/);
  expect(cloud.refuseCallbackUrl?.(new URL("https://bot.example.com/calls"))).toBeUndefined();
  expect(adapter.refuseCallbackUrl?.(new URL("http://localhost:3000/calls"))).toBeUndefined();
});

test("a refusal does not name its verb, because core adds it", () => {
  for (const [, refusal] of refused) expect(refusal?.message).not.toMatch(/^\w+: /);
});
