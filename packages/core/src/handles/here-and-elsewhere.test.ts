import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { Adapter } from "../adapter/adapter.js";
import type { VerbName } from "../adapter/verb-inputs.js";
import type { VerbOptions } from "../interface/verb-options.js";
import type { TestSignal } from "../testing/loopback.fixture.js";
import { requestOf, sampledVerbs, type VerbSample, verbSamples } from "../testing/verb-samples.fixture.js";
import type { CallVerbName } from "../verbs/verb-table.js";
import { CallingError } from "../words/calling-error.js";
import { type Begin, finish, noParty, play, type Stage, type Way } from "./here-and-elsewhere.fixture.js";
import { waysAboutPeople } from "./ways-about-people.fixture.js";

const prompt = { url: "https://cdn.example/a.wav" };
const ended = { kind: "state", id: "ended", state: "disconnected" } as const;

/** Presses keys; each has an event of its own. */
const press =
  (...tones: readonly string[]) =>
  async ({ tell }: Stage) => {
    for (const [index, tone] of tones.entries())
      await tell({ kind: "dtmf", id: `tone:${index + 1}`, sequence: index + 1, tone } as TestSignal);
  };

const end = async ({ tell }: Stage) => void (await tell(ended));

/** What ends the work of each kind. */
const finishes: Readonly<Record<VerbSample["endedBy"], (verb: VerbName, says?: VerbSample["says"]) => Way["drive"]>> = {
  signal: (verb, says) => finish(verb, { outcome: "completed", ...says }),
  acceptance: () => undefined,
  "call-end": () => end,
  keys: () => press("4", "2"),
};

/** The ways that only one verb can go. */
const own: { readonly [V in CallVerbName]?: readonly Way[] } = {
  hangUp: [
    { name: "for everyone", begin: (call) => call.hangUp({ everyone: true }), drive: end },
    {
      name: "of a call that the provider no longer knows",
      fails: "call-ended",
      begin: (call) => call.hangUp(),
      before({ wire }) {
        wire.next("inspect", () => ({ found: { state: "gone" } }));
        wire.next("hangUp", () => {
          throw new CallingError("call-ended", "no call of that id");
        });
      },
    },
  ],
  transfer: [
    { name: "to a party that does not exist", fails: "invalid-request", begin: (call) => call.transfer(noParty) },
    {
      name: "in the place of a call without an id",
      fails: "conflict",
      begin: (call) => call.transfer("+14255550199", { replaces: { providerCallId: undefined } }),
    },
    {
      name: "in the place of another call",
      begin: (call) =>
        call.transfer("+14255550199", { transferee: "+14255550123", replaces: { providerCallId: "p2" } }),
      drive: finish("transfer", {
        outcome: "completed",
        parties: {
          to: { kind: "phone", number: "+14255550199" },
          transferee: { kind: "phone", number: "+14255550123" },
        },
      }),
    },
    {
      name: "to somebody who is busy",
      fails: "operation-failed",
      begin: (call) => call.transfer("+14255550199"),
      drive: finish("transfer", {
        outcome: "failed",
        result: { code: 486, subcode: 7, message: "Busy here." },
        hint: "Try again later.",
      }),
    },
  ],
  sendDtmf: [
    { name: "of nothing", fails: "invalid-request", begin: (call) => call.sendDtmf("") },
    { name: "of what is no tone", fails: "invalid-request", begin: (call) => call.sendDtmf("1x") },
    { name: "with a wrong gap", fails: "invalid-request", begin: (call) => call.sendDtmf("1", { gapMs: -1 }) },
    {
      name: "to a party that does not exist",
      fails: "invalid-request",
      begin: (call) => call.sendDtmf("1", { to: noParty }),
    },
    {
      name: "in two pieces of which the second fails",
      fails: "operation-failed",
      begin: (call) => call.sendDtmf("12w3"),
      async drive(stage) {
        await finish("sendDtmf")(stage);
        await stage.clock.advance(500);
        await finish("sendDtmf", { outcome: "failed", result: { code: 500, subcode: 8, message: "no" } })(stage);
      },
    },
  ],
  collectDtmf: [
    { name: "without an end", fails: "invalid-request", begin: (call) => call.collectDtmf({ stopOn: "" }) },
    { name: "of no keys", fails: "invalid-request", begin: (call) => call.collectDtmf({ max: 0 }) },
    {
      name: "that stops on what is no key",
      fails: "invalid-request",
      begin: (call) => call.collectDtmf({ stopOn: "x" }),
    },
    {
      name: "with a wrong time",
      fails: "invalid-request",
      begin: (call) => call.collectDtmf({ max: 1, firstToneMs: Number.NaN }),
    },
    {
      name: "with a prompt that is not one",
      fails: "invalid-request",
      begin: (call) => call.collectDtmf({ max: 1, prompt: { url: "" } }),
    },
    { name: "without a key", begin: (call) => call.collectDtmf({ max: 1 }) },
    { name: "that a key stops", begin: (call) => call.collectDtmf({ stopOn: "#" }), drive: press("1", "#") },
    {
      name: "with a prompt that the provider refuses",
      fails: "invalid-request",
      begin: (call) => call.collectDtmf({ max: 1, prompt }),
      before({ wire }) {
        wire.next("play", () => {
          throw new CallingError("invalid-request", "no such file", { status: 400 });
        });
      },
    },
  ],
  play: [
    { name: "of nothing", fails: "invalid-request", begin: (call) => call.play([]) },
    { name: "of a wrong address", fails: "invalid-request", begin: (call) => call.play({ url: "ftp://a" }) },
    {
      name: "that the provider cut off",
      begin: (call) => call.play(prompt),
      drive: finish("play", { outcome: "canceled" }),
    },
    {
      name: "of which the second prompt fails",
      fails: "operation-failed",
      begin: (call) => call.play([prompt, prompt]),
      drive: finish("play", {
        outcome: "failed",
        result: { code: 400, subcode: 8535, message: "no such file", failedPrompt: 1 },
        hint: "Look at the address.",
      }),
    },
    {
      name: "to one, again and again, until it is canceled",
      begin: (call) => call.play(prompt, { loop: true, to: "+14255550123" }),
      async drive(stage, operation) {
        await operation.cancel();
        await stage.clock.advance(0);
        await finish("play", { outcome: "canceled" })(stage);
      },
    },
  ],
};

/** The ways that every verb can go. */
function common(verb: CallVerbName): readonly Way[] {
  const { begin, endedBy, given, says } = verbSamples[verb];
  const by = requestOf(verb);
  const drive = finishes[endedBy](by, says);
  const completes = drive ? { drive } : {};
  const collects = endedBy === "keys";
  const atOnce = endedBy === "acceptance";
  const withOptions =
    (options: VerbOptions): Begin =>
    (call) =>
      begin(call, options);
  const answers = (answer: () => never) => ({ before: ({ wire }: Stage) => wire.next(by, answer) });
  const ways: readonly Way[] = [
    { name: "to its end", begin, ...completes },
    { name: "to its end, with a context", begin: withOptions({ context: "step 4" }), ...completes },
    {
      name: "to its end, with warnings",
      begin,
      ...completes,
      before: ({ wire }) => wire.next(by, () => ({ requestId: "r1", warnings: ["in part"], done: collects })),
    },
    {
      name: "on a call that is over",
      fails: "call-ended",
      begin,
      before: async (stage) => {
        stage.a.calling.on("call-ended", () => stage.clock.setTimer(1000, () => {}) && new Promise(() => {}));
        await end(stage);
      },
    },
    ...(verb === "hangUp"
      ? []
      : [{ name: "on a call that is not connected", fails: "conflict", connected: false, begin } as const]),
    {
      name: "that the provider does not have",
      fails: "unsupported",
      begin,
      adapted: (adapter) => ({
        ...adapter,
        verbs: { ...adapter.verbs, [by]: undefined },
        absent: { [by]: "not here" },
      }),
    },
    {
      name: "that this very call does not have",
      fails: "unsupported",
      begin,
      adapted: (adapter) => ({ ...adapter, narrow: () => ({ [by]: "not on this call" }) }),
    },
    {
      name: "that the adapter refuses",
      fails: "invalid-request",
      begin,
      adapted: (adapter) => {
        const refuse = () => ({ code: "invalid-request" as const, message: "too much", hint: "Ask for less." });
        return { ...adapter, verbs: { ...adapter.verbs, [by]: { ...adapter.verbs[by], refuse } } };
      },
    },
    {
      name: "that was given up before",
      fails: "Error",
      begin: withOptions({ signal: AbortSignal.abort(new Error("no")) }),
    },
    ...[0, 1, 2].map((steps) => abandoned(begin, steps)),
    ...(atOnce ? [] : [abandonedWhenSent(begin)]),
    {
      name: "that the provider refuses with all that it can say",
      fails: "forbidden",
      begin,
      ...answers(() => {
        throw new CallingError("forbidden", "not for you", {
          ...{
            hint: "Grant it.",
            status: 403,
            providerCode: "8500",
            requestId: "r2",
            retryAfterMs: 2000,
            retryable: false,
          },
          cause: new TypeError("wrong", { cause: new Error("deep") }),
        });
      }),
    },
    {
      name: "whose answer is lost",
      ...(verb === "hangUp" ? {} : ({ fails: "outcome-unknown" } as const)),
      begin,
      ...answers(() => {
        throw new CallingError("unavailable", "the connection broke", { status: 503, requestId: "r3" });
      }),
      ...(verb === "hangUp" && drive ? { drive } : {}),
    },
    ...(collects
      ? []
      : [
          { name: "with a wrong time", fails: "invalid-request", begin: withOptions({ timeoutMs: 0 }) } as const,
          {
            name: "with options of the provider that it does not take",
            fails: "invalid-request",
            begin: withOptions({ providerOptions: { loopback: { color: 7 } } }),
            adapted: (adapter: Adapter) => {
              const options = z.strictObject({ color: z.string() });
              return { ...adapter, verbs: { ...adapter.verbs, [by]: { ...adapter.verbs[by], options } } };
            },
          } as const,
          {
            name: "with options of the provider where it has none",
            fails: "invalid-request",
            begin: withOptions({ providerOptions: { loopback: {} } }),
          } as const,
          {
            name: "with a context that is too long",
            fails: "invalid-request",
            begin: withOptions({ context: "x".repeat(9) }),
            adapted: (adapter: Adapter) => ({ ...adapter, limits: { ...adapter.limits, contextLength: 8 } }),
          } as const,
        ]),
    ...(atOnce || collects
      ? []
      : [
          {
            name: "whose end is not reported in time",
            fails: "timeout",
            begin: withOptions({ timeoutMs: 1000 }),
          } as const,
        ]),
    ...(atOnce
      ? []
      : [
          {
            name: "while the call ends",
            ...(verb === "hangUp" || collects ? {} : ({ fails: "call-ended" } as const)),
            begin,
            drive: end,
          },
        ]),
  ];
  return given ? ways.map((way) => after(given, way)) : ways;
}

/** The same once the provider has reported something. */
function after(given: TestSignal, way: Way): Way {
  return {
    ...way,
    before: async (stage) => {
      await stage.tell(given);
      await way.before?.(stage);
    },
  };
}

/** The bot gives it up, so many steps of pending promises after it has begun. */
function abandoned(begin: Begin, steps: number): Way {
  return {
    name: `that is given up ${steps} steps after it began`,
    fails: "Error",
    racing: true,
    begin(call) {
      const abort = new AbortController();
      const giveUp = async () => {
        for (let step = 0; step < steps; step++) await undefined;
        abort.abort(new Error("enough"));
      };
      const operation = begin(call, { signal: abort.signal });
      void giveUp();
      return operation;
    },
  };
}

/** The bot gives it up once the provider has it. */
function abandonedWhenSent(begin: Begin): Way {
  let abort = new AbortController();
  return {
    name: "that is given up once it was sent",
    fails: "Error",
    begin(call) {
      abort = new AbortController();
      return begin(call, { signal: abort.signal });
    },
    async drive({ clock }) {
      abort.abort(new Error("enough"));
      await clock.advance(0);
    },
  };
}

describe.each(sampledVerbs)("%s on the instance that has the call and on another one", (verb) => {
  test.each([...common(verb), ...(own[verb] ?? []), ...(waysAboutPeople[verb] ?? [])])("$name", async (way) => {
    const here = await play(way, "here", false);
    const elsewhere = [await play(way, "elsewhere", false), await play(way, "elsewhere", true)];
    const ofWay = way.fails === undefined ? "value" : "error";
    expect(here.outcome).toHaveProperty(ofWay);
    if (way.fails !== undefined && way.fails !== "Error")
      expect(here.outcome).toMatchObject({
        error: { code: way.fails, provider: "loopback", verb, callRef: "loopback:<key>" },
      });
    const { outcome, accepted } = here;
    for (const seen of elsewhere) expect(seen).toEqual(way.racing ? { ...seen, outcome, accepted } : here);
  });
});
