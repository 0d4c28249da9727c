import { type IncomingCall, party, phone } from "@trunkline/core";
import { describe, expect, test } from "vitest";
import { botNumber, cast, failureOf, type Provider, providers } from "../kit/cast.js";
import { type Stage, startStage } from "../kit/stage.js";

type Row = readonly [
  what: string,
  act: (stage: Stage) => Promise<unknown>,
  code: string,
  message: RegExp,
  on?: Provider,
];

/** The rows of one provider, named. */
function rowsOf(rows: readonly Row[], provider: Provider) {
  return rows.flatMap(([what, act, code, message, on = provider]) =>
    on === provider ? [[what, { act, code, message }] as const] : [],
  );
}

const guest = party.guest({ id: "g", displayName: "Gil" });
const foreign = { kind: "provider", provider: "smoke-signals", type: "hill", id: "7" } as const;

/** An unknown kind, which untyped code may pass. */
const zebra = JSON.parse('{"kind":"zebra","id":"z"}');

const opening: readonly Row[] = [
  ["a number that is too short", (s) => s.calling.create({ to: "+1", from: botNumber }), "invalid-request", /E\.164/],
  [
    "a number of sixteen digits",
    (s) => s.calling.create({ to: { kind: "phone", number: "+1234567890123456" }, from: botNumber }),
    "invalid-request",
    /E\.164.*country code/,
  ],
  ["an empty list", (s) => s.calling.create({ to: [] }), "invalid-request", /`to` is empty/],
  ["a guest", (s) => s.calling.create({ to: guest, from: botNumber }), "unsupported", /guest/],
  ["another provider's party", (s) => s.calling.create({ to: foreign, from: botNumber }), "unsupported", /hill 7/],
  [
    "a party known only by a raw identifier",
    (s) => s.calling.create({ to: party.unknown("1xt4"), from: botNumber }),
    "invalid-request",
    /unknown party/,
    "graph",
  ],
  ["a telephone without `from`", (s) => s.calling.create({ to: cast.ada }), "invalid-request", /from/],
  [
    "a telephone from a number without a resource account",
    (s) => s.calling.create({ to: cast.ada, from: "+14255559999" }),
    "invalid-request",
    /resource account.*option numbers \(GRAPH_NUMBERS\)/,
    "graph",
  ],
  [
    "an option that the provider does not have",
    (s) => s.calling.create({ to: cast.eve, providerOptions: { [s.provider]: { color: "red" } } }),
    "invalid-request",
    /providerOptions.*color/,
  ],
  ["an unknown kind of party", (s) => s.calling.create({ to: zebra }), "invalid-request", /"zebra"/],
  [
    "a user by sign-in name",
    (s) => s.calling.create({ to: party.user("ada@contoso.com") }),
    "invalid-request",
    /"ada@contoso\.com" is not the id of a user.*object id/,
  ],
  ["a user without an id", (s) => s.calling.create({ to: party.user("") }), "invalid-request", /user has no id/],
  [
    "a time that is not a number",
    (s) => s.calling.create({ to: cast.ada, from: botNumber, timeoutMs: Number.NaN }),
    "invalid-request",
    /timeoutMs is NaN/,
  ],
  [
    "data that is not JSON",
    (s) => s.calling.create({ to: cast.ada, from: botNumber, data: { amount: 1n } }),
    "invalid-request",
    /data: it is not JSON/,
  ],
  ["an unknown kind of meeting", (s) => s.calling.join(zebra), "invalid-request", /"zebra"/],
  ["a room without an id", (s) => s.calling.join({ kind: "room", id: "" }), "invalid-request", /room has no id/, "acs"],
  [
    "a meeting without its id",
    (s) => s.calling.join({ kind: "meeting-id", id: "" }),
    "invalid-request",
    /meeting-id has no id/,
    "graph",
  ],
  ["a group call of ACS", (s) => s.calling.join({ kind: "group", id: "g1" }), "unsupported", /group/, "graph"],
  ["a Teams meeting", (s) => s.calling.join({ kind: "meeting-id", id: "123" }), "unsupported", /meeting/, "acs"],
];

describe.each(providers)("before any call on %s, no request is sent for", (provider) => {
  test.each(rowsOf(opening, provider))(
    "%s",
    { tags: "operations/refused-first" },
    async (_, { act, code, message }) => {
      await using stage = await startStage(provider);
      const before = stage.requests();
      const error = await failureOf(act(stage));
      expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
      expect(stage.requests()).toBe(before);
    },
  );
});

const onCall: readonly Row[] = [
  ["an unknown tone", (s) => live(s).sendDtmf("12x4"), "invalid-request", /"x" at position 3/],
  ["an unknown name of a tone", (s) => live(s).sendDtmf(["1", "pund"]), "invalid-request", /"pund" at position 2/],
  ["no tones at all", (s) => live(s).sendDtmf(""), "invalid-request", /tones/],
  ["a flash", (s) => live(s).sendDtmf("1!"), "unsupported", /"!"/, "acs"],
  ["an invalid stop tone", (s) => live(s).collectDtmf({ stopOn: "#?" }), "invalid-request", /"\?" at position 2/],
  // @ts-expect-error the compiler refuses it too
  ["a collection without an end", (s) => live(s).collectDtmf({}), "invalid-request", /max.*stopOn/],
  ["a collection of no tones", (s) => live(s).collectDtmf({ max: 0 }), "invalid-request", /max is 0/],
  [
    "a context of 257 characters",
    (s) => live(s).play({ url: "https://cdn.example.com/a.wav" }, { context: "x".repeat(257) }),
    "invalid-request",
    /context has 257 characters.*carries 256/,
    "graph",
  ],
  [
    "a context of 5001 characters",
    (s) => live(s).play({ url: "https://cdn.example.com/a.wav" }, { context: "x".repeat(5_001) }),
    "invalid-request",
    /context has 5001 characters.*carries 5000/,
    "acs",
  ],
  ["no prompt", (s) => live(s).play([]), "invalid-request", /0 prompts/],
  ["an empty prompt", (s) => live(s).play(JSON.parse("{}")), "invalid-request", /prompt 1 has neither url/],
  [
    "a prompt of two forms",
    (s) => live(s).play(JSON.parse('{"url":"https://a/b.wav","text":"x"}')),
    "invalid-request",
    /url and text.*one of them/,
  ],
  [
    "an address that is not http or https",
    (s) => live(s).play([{ url: "https://a/b.wav" }, { url: "ftp://a/b.wav" }]),
    "invalid-request",
    /prompt 2 has a url that is no http/,
  ],
  [
    "a collection with an invalid prompt",
    (s) => live(s).collectDtmf({ max: 1, prompt: { url: "pin.wav" } }),
    "invalid-request",
    /collectDtmf: prompt 1/,
  ],
  [
    "a collection that waits forever",
    (s) => live(s).collectDtmf({ max: 1, firstToneMs: Number.POSITIVE_INFINITY }),
    "invalid-request",
    /firstToneMs is Infinity/,
  ],
  [
    "a gap that is not a number",
    (s) => live(s).sendDtmf("1", { gapMs: Number.NaN }),
    "invalid-request",
    /gapMs is NaN/,
  ],
  ["a time of zero", (s) => live(s).sendDtmf("1", { timeoutMs: 0 }), "invalid-request", /timeoutMs is 0/],
  ["text to be spoken", (s) => live(s).play({ text: "Hello" }), "unsupported", /WAV/, "graph"],
  [
    "text without a speech service",
    (s) => live(s).play({ text: "Hello" }),
    "invalid-request",
    /cognitiveServices/,
    "acs",
  ],
  ["a transfer to a guest", (s) => live(s).transfer(guest), "unsupported", /guest/],
  [
    "a transfer that replaces the very same call",
    (s) => live(s).transfer(cast.bob, { replaces: live(s) }),
    "invalid-request",
    /this very call/,
  ],
];

describe.each(providers)("on a call of %s, no request is sent for", (provider) => {
  test.each(rowsOf(onCall, provider))("%s", { tags: "operations/refused-first" }, async (_, { act, code, message }) => {
    await using stage = await startStage(provider);
    stage.person("ada").reacts({ kind: "answer" });
    const call = await stage.calling.create({ to: cast.ada, from: botNumber });
    await stage.when(call.connected);
    const before = stage.requests();
    const error = await failureOf(stage.when(act(stage)));
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(stage.requests()).toBe(before);
    expect((await call.snapshot()).state).toBe("connected");
  });
});

/** The connected call. */
function live(stage: Stage) {
  const [event] = stage.record.of("call-connected");
  if (!event) throw new Error("No call is connected.");
  return event.call;
}

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => phone(`+1425555${String(index).padStart(4, "0")}`));

const redirects: readonly (readonly [string, Provider, Parameters<IncomingCall["redirect"]>, string, RegExp])[] = [
  ["26 targets", "graph", [many(26)], "invalid-request", /26 targets.*1 to 25/],
  ["no target", "graph", [[]], "invalid-request", /0 targets/],
  ["14 s", "graph", [cast.bob, { ringMs: 14_000 }], "invalid-request", /14000.*15000 to 90000/],
  ["91 s", "graph", [cast.bob, { ringMs: 91_000 }], "invalid-request", /91000.*15000 to 90000/],
  ["a guest", "graph", [guest], "unsupported", /guest/],
  ["two targets", "acs", [many(2)], "invalid-request", /2 targets.*1 to 1/],
  ["any ringing time", "acs", [cast.bob, { ringMs: 20_000 }], "unsupported", /ringMs|ringing time/],
  ["a guest", "acs", [guest], "unsupported", /guest/],
];

describe("a redirect is refused before any request, and the call can still be answered", () => {
  test.each(redirects)(
    "to %s on %s",
    { tags: "operations/refused-first" },
    async (_, provider, [to, options], code, says) => {
      await using stage = await startStage(provider);
      stage.calling.on("incoming", () => {});
      stage.person("ada").dial(botNumber);
      await stage.advance(500);
      const [incoming] = stage.record.of("incoming");
      const before = stage.requests();
      const error = await failureOf(Promise.resolve(incoming?.redirect(to, options)));
      expect(error).toMatchObject({ code, message: expect.stringMatching(says) });
      expect(stage.requests()).toBe(before);
      const call = await stage.when(Promise.resolve(incoming?.answer()));
      expect((await call?.snapshot())?.state).toBe("connected");
    },
  );
});
