import type { Reaction } from "@trunkline/simulator";
import fc from "fast-check";
import { faults } from "./faults.js";
import {
  type Act,
  type CallScript,
  type Counterpart,
  type Decision,
  impossibles,
  isTheSameOnBoth,
  type Scenario,
  type Step,
} from "./scenario.js";

/**
 * Each kind of moment has its own offset, so that acts of people and steps of the bot never fall on the same
 * millisecond: their order would depend on the cloud.
 */
const moment = (from: number, to: number, mark: number) =>
  fc.integer({ min: Math.floor(from / 50), max: Math.floor(to / 50) }).map((count) => count * 50 + mark);

const keys = (most: number) => fc.string({ unit: fc.constantFrom(..."0123456789*#"), minLength: 1, maxLength: most });
const helper = fc.constantFrom("cara", "finn", "gwen");
const reaction: fc.Arbitrary<Reaction> = fc.oneof(
  { weight: 4, arbitrary: moment(0, 6000, 3).map((afterMs): Reaction => ({ kind: "answer", afterMs })) },
  fc
    .tuple(fc.constantFrom("decline", "busy", "ignore", "voicemail", "unreachable"), moment(0, 6000, 3))
    .map(([kind, afterMs]): Reaction => ({ kind, afterMs })),
);

const cancelAfterMs = fc.option(moment(0, 4000, 11), { nil: undefined, freq: 2 });
const optional = <K extends string, T>(name: K, value: T | undefined) => (value === undefined ? {} : { [name]: value });

const play: fc.Arbitrary<Step> = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.boolean(), cancelAfterMs, moment(100, 9000, 11))
  .map(([prompts, loop, cancel, later]) => ({
    do: "play",
    prompts,
    loop,
    ...optional("cancelAfterMs", cancel ?? (loop ? later : undefined)),
  }));

const collect: fc.Arbitrary<Step> = fc
  .record({
    max: fc.integer({ min: 1, max: 6 }),
    stopOn: fc.constantFrom(undefined, undefined, "#", "*#"),
    firstToneMs: moment(500, 6000, 17),
    interToneMs: moment(300, 4000, 19),
    bargeIn: fc.boolean(),
    secret: fc.boolean(),
    prompt: fc.boolean(),
    cancelAfterMs: fc.option(moment(0, 6000, 11), { nil: undefined, freq: 4 }),
  })
  .map(({ stopOn, cancelAfterMs: cancel, ...rest }) => ({
    do: "collect",
    ...rest,
    ...optional("stopOn", stopOn),
    ...optional("cancelAfterMs", cancel),
  }));

const send: fc.Arbitrary<Step> = fc
  .tuple(
    fc.string({ unit: fc.constantFrom(..."0123456789*#ABCDwW"), minLength: 1, maxLength: 40 }),
    fc.option(moment(0, 4000, 11), { nil: undefined, freq: 4 }),
  )
  // Pauses alone are not tones.
  .map(([tones, cancel]) => ({ do: "send", tones: `1${tones}`, ...optional("cancelAfterMs", cancel) }));

const somebody = fc.constantFrom("other", "other", "cara", "finn", "gwen");
const people: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record({
        who: helper,
        ringMs: fc.option(moment(1000, 20_000, 31), { nil: undefined, freq: 2 }),
        cancelAfterMs: fc.option(moment(0, 6000, 11), { nil: undefined, freq: 3 }),
      })
      .map(
        ({ who, ringMs, cancelAfterMs: cancel }): Step => ({
          do: "add",
          who,
          ...optional("ringMs", ringMs),
          ...optional("cancelAfterMs", cancel),
        }),
      ),
  },
  fc.record({ do: fc.constantFrom("remove" as const, "mute" as const), who: somebody }).map((step): Step => step),
  {
    weight: 2,
    arbitrary: fc
      .record({ who: somebody, prompt: fc.boolean(), forMs: moment(0, 5000, 7) })
      .map((hold): Step => ({ do: "hold", ...hold })),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({ to: helper, ringMs: moment(4000, 20_000, 31) })
      .map((transfer): Step => ({ do: "warm-transfer", ...transfer })),
  },
);

const medium = fc.oneof(play, collect, send);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: moment(0, 3000, 23).map((ms): Step => ({ do: "pause", ms })) },
  { weight: 4, arbitrary: play },
  { weight: 6, arbitrary: collect },
  { weight: 3, arbitrary: send },
  { weight: 2, arbitrary: helper.map((to): Step => ({ do: "transfer", to })) },
  { weight: 7, arbitrary: people },
  { weight: 1, arbitrary: fc.constant<Step>({ do: "cancel-media" }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: "hang-up" }) },
  { weight: 1, arbitrary: fc.constantFrom(...impossibles).map((what): Step => ({ do: "impossible", what })) },
  {
    weight: 2,
    arbitrary: fc.array(medium, { minLength: 2, maxLength: 3 }).map((steps): Step => ({ do: "together", steps })),
  },
);

const act: fc.Arbitrary<Act> = fc.record({
  atMs: moment(0, 30_000, 37),
  act: fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        do: fc.constant("press" as const),
        keys: keys(6),
        gapMs: fc.constantFrom(0, 210, 470, 1330),
      }),
    },
    { weight: 2, arbitrary: fc.constant({ do: "hang-up" as const }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("share" as const), forMs: moment(100, 4000, 41) }) },
  ),
});

const decision: fc.Arbitrary<Decision> = fc.oneof(
  { weight: 8, arbitrary: moment(0, 4000, 29).map((afterMs): Decision => ({ kind: "answer", afterMs })) },
  fc
    .tuple(moment(0, 4000, 29), fc.constantFrom("declined", "busy", "forbidden"))
    .map(([afterMs, reason]): Decision => ({ kind: "reject", afterMs, reason })),
  fc.tuple(moment(0, 4000, 29), helper).map(([afterMs, to]): Decision => ({ kind: "redirect", afterMs, to })),
  fc.constant<Decision>({ kind: "never" }),
);

const anyCall = (who: Counterpart, from: number) =>
  fc.record({
    who: fc.constant(who),
    startMs: moment(from, from + 5000, 43),
    acts: fc.array(act, { maxLength: 4, size: "max" }),
    steps: fc.array(step, { maxLength: 5, size: "max" }),
    hangsUp: fc.boolean(),
  });

/** A caller who gives up on an undecided call does so before either cloud times out: the clouds differ (15 s and 30 s). */
const decidable = <T extends { readonly acts: readonly Act[]; readonly decision: Decision }>(call: T): T =>
  call.decision.kind === "never"
    ? { ...call, acts: call.acts.filter(({ atMs, act }) => act.do !== "hang-up" || atMs < 12_000) }
    : call;

const incoming = (who: Counterpart, from: number): fc.Arbitrary<CallScript> =>
  fc
    .tuple(anyCall(who, from), decision)
    .map(([call, decided]) => decidable({ ...call, direction: "incoming" as const, decision: decided }));

const outgoing = (who: Counterpart, from: number): fc.Arbitrary<CallScript> =>
  fc
    .tuple(
      anyCall(who, from),
      reaction,
      fc.option(moment(0, 20_000, 47), { nil: undefined, freq: 4 }),
      fc.option(moment(1000, 8000, 53), { nil: undefined, freq: 4 }),
    )
    .map(([call, reacts, givesUpAfterMs, ringMs]) => ({
      ...call,
      direction: "outgoing",
      reaction: reacts,
      with: [],
      ...optional("ringMs", ringMs),
      ...optional("givesUpAfterMs", givesUpAfterMs),
    }));

const call = (who: Counterpart, from = 0) =>
  fc.oneof({ weight: 3, arbitrary: incoming(who, from) }, outgoing(who, from));

/** A group call: only there does Graph have most of what can be done with people. */
const group: fc.Arbitrary<CallScript> = fc
  .tuple(outgoing("eve", 0), fc.array(fc.oneof(step, people), { minLength: 1, maxLength: 5, size: "max" }))
  .map(([call, steps]) => ({ ...call, with: ["finn"], steps }));

/** One or several calls at the same time; sometimes Ada calls a second time. */
const calls = fc
  .tuple(
    call("ada"),
    fc.option(call("bob"), { nil: undefined, freq: 2 }),
    fc.option(fc.oneof(call("eve"), group), { nil: undefined, freq: 3 }),
    fc.option(call("ada", 40_000), { nil: undefined, freq: 4 }),
  )
  .map((list) => list.filter((one) => one !== undefined));

/** One group call, with nothing but what is the same on both clouds. */
const comparable: fc.Arbitrary<CallScript[]> = group.map((call) => [
  { ...call, steps: call.steps.filter((step) => isTheSameOnBoth({ ...call, steps: [step] })) },
]);

/** All possible worlds. `smooth`: without faults. */
const scenarios = (smooth: boolean, inCalls = calls): fc.Arbitrary<Scenario> =>
  fc.record({
    calls: inCalls,
    helpers: fc.record({ cara: reaction, finn: reaction, gwen: reaction }),
    faults: smooth ? fc.constant([]) : faults,
    instances: fc.constantFrom(1, 1, 2),
    paceMs: smooth ? fc.constant(61) : fc.constantFrom(0, 61),
  });

/** The scenario of a seed. Every third one is smooth, and every second of these is a group call of which both clouds must leave the same trace. */
export function scenarioOf(seed: number): Scenario {
  const kinds = seed % 3 === 0 ? scenarios(true, seed % 2 === 0 ? comparable : calls) : scenarios(false);
  const [scenario] = fc.sample(fc.noBias(kinds), { seed, numRuns: 1 });
  if (!scenario) throw new Error(`The seed ${seed} yields no scenario.`);
  return scenario;
}
