import { CallingError } from "@trunkline/core";
import { describe, expect, test } from "vitest";
import { adapterCases } from "./adapter-cases.js";
import { runAdapterCase } from "./adapter-suite.js";
import { boastful } from "./broken/boastful.fixture.js";
import { type BrokenAdapter, mapSignals, withRun } from "./broken/broken-adapter.fixture.js";
import { clumsy } from "./broken/clumsy.fixture.js";
import { deaf } from "./broken/deaf.fixture.js";
import { forgetful, withChanges } from "./broken/forgetful.fixture.js";
import { guessing } from "./broken/guessing.fixture.js";
import { hasty } from "./broken/hasty.fixture.js";
import { heavyHanded } from "./broken/heavy-handed.fixture.js";
import { inhospitable } from "./broken/inhospitable.fixture.js";
import { miscounting } from "./broken/miscounting.fixture.js";
import { repeating } from "./broken/repeating.fixture.js";
import { trusting } from "./broken/trusting.fixture.js";
import { unresponsive } from "./broken/unresponsive.fixture.js";
import { onTheExchange } from "./exchange/on-the-exchange.fixture.js";
import type { AdapterCase, AdapterGroup } from "./stage/adapter-case.js";
import type { AdapterSuiteOptions, AdapterUnderTest, BotUnderTest } from "./stage/adapter-under-test.js";

const broken: readonly BrokenAdapter[] = [
  ...deaf,
  ...forgetful,
  ...hasty,
  ...repeating,
  ...miscounting,
  ...clumsy,
  ...trusting,
  ...guessing,
  ...boastful,
  ...unresponsive,
  ...inhospitable,
  ...heavyHanded,
];

type Setup = (bot: BotUnderTest) => Promise<AdapterUnderTest>;

const finders = broken.flatMap((adapter) => adapter.groups.map((group) => ({ adapter, group })));
type Finder = (typeof finders)[number];

/** Each is run once, by the first test that needs it. */
const played = new Map<Finder, Promise<readonly AdapterCase[]>>();

/** The cases of the group that fail for the adapter. */
function foundBy(finder: Finder): Promise<readonly AdapterCase[]> {
  const found = played.get(finder) ?? failing(finder.group, onTheExchange(finder.adapter.break, finder.adapter.on));
  played.set(finder, found);
  return found;
}

async function failing(group: AdapterGroup, setup: Setup): Promise<readonly AdapterCase[]> {
  const failed: AdapterCase[] = [];
  for (const one of adapterCases.filter((each) => each.group === group))
    await runAdapterCase(one, setup).catch(() => failed.push(one));
  return failed;
}

describe("each broken adapter fails the group of the promise that it breaks", () => {
  test.for(finders.map((one) => [`${one.group}: an adapter that ${one.adapter.name}`, one] as const))(
    "%s",
    async ([, finder]) => {
      expect(await foundBy(finder)).not.toEqual([]);
    },
  );
});

/** The sound adapter, without a person that some of its verbs need. */
const lacking: Setup = async (bot) => {
  const { bob: _, ...under } = await onTheExchange()(bot);
  return under;
};

test("a verb that the adapter has and the suite cannot exercise is reported, unless it is listed as unseen", async () => {
  const found = await failing("capabilities", lacking);
  expect(found).toHaveLength(1);
  const [one] = found;
  if (!one) return;
  await expect(runAdapterCase(one, lacking)).rejects.toThrow(
    "transfer: bring bob, or name transfer in the option unseen",
  );
  expect(
    await runAdapterCase(one, lacking, { unseen: ["transfer", "redirect", "addParticipant", "cancelAddParticipant"] }),
  ).toBe("kept");
});

test("a skipped case gives its reason", async () => {
  const outcomes = async (group: AdapterGroup, setup: Setup, options?: AdapterSuiteOptions) => {
    const cases = adapterCases.filter((each) => each.group === group);
    return new Set(await Promise.all(cases.map((one) => runAdapterCase(one, setup, options))).then(reasons));
  };
  const mute = onTheExchange(({ verbs: { transfer: _, ...verbs } }) => ({ verbs }));
  const silent = onTheExchange(({ observations }) => ({ observations: { ...observations, contentSharing: false } }));
  expect(await outcomes("transfer", mute)).toEqual(new Set(["exchange has no transfer"]));
  expect(await outcomes("transfer", lacking)).toEqual(
    new Set([
      "the adapter under test has no bob",
      "exchange does not report it (observations.returns)",
      "exchange does not report it (observations.releasedEnd)",
    ]),
  );
  expect(await outcomes("transfer", onTheExchange(), { unseen: ["transfer"] })).toEqual(
    new Set(["the options of the suite list transfer as unseen"]),
  );
  expect(await outcomes("content sharing", silent)).toEqual(
    new Set(["exchange does not report it (observations.contentSharing)"]),
  );
});

test("an adapter whose provider does not say whether a prompt ended or was stopped passes", async () => {
  const sound = onTheExchange((adapter) =>
    mapSignals(adapter, (signal) =>
      signal.kind === "operation" && signal.verb === "play" ? { ...signal, outcome: "ended" } : signal,
    ),
  );
  const cases = adapterCases.filter(({ group }) => ["play", "cancelMedia", "operations"].includes(group));
  expect(new Set(reasons(await Promise.all(cases.map((one) => runAdapterCase(one, sound)))))).toEqual(
    new Set(["kept"]),
  );
});

/** The error of a case that fails for the adapter. */
async function errorOf(group: AdapterGroup, name: string, setup: Setup): Promise<unknown> {
  const [one] = adapterCases.filter((each) => each.group === group && each.name.startsWith(name));
  if (!one) throw new Error(`there is no case "${name}"`);
  return runAdapterCase(one, setup).then(
    (outcome) => outcome,
    (error: unknown) => error,
  );
}

test("an adapter whose author has made no forgery fails", async () => {
  const trusted: Setup = async (bot) => ({ ...(await onTheExchange()(bot)), forgeries: {} });
  expect(String(await errorOf("webhook", "the forgeries", trusted))).toContain("forgeries is empty: make at least one");
});

test("keys that cannot be listened to fail a case with the error of the subscription", async () => {
  const sound = onTheExchange((adapter) =>
    withRun(adapter, "subscribeDtmf", async () => {
      throw new CallingError("forbidden", "subscribeDtmf: this line has no keys");
    }),
  );
  for (const name of ["every telephone key", "the iterator yields"])
    expect(String(await errorOf("tones", name, sound))).toContain("subscribeDtmf: this line has no keys");
});

test("what does not happen in time fails a case with the last error that the bot received", async () => {
  const failing = onTheExchange((adapter) => {
    const deaf = mapSignals(adapter, (signal) => (signal.kind === "state" ? undefined : signal));
    const keys = withRun(adapter, "keepAlive", async () => {
      throw new CallingError("forbidden", "keepAlive: not on this line");
    });
    return { ...deaf, ...keys, limits: { ...adapter.limits, keepAliveEveryMs: 10_000 } };
  });
  expect(String(await errorOf("ends", "a call that the other party ends", failing))).toMatch(
    /the call connects: not within \d+ ms; the bot received the error: .*keepAlive: not on this line/,
  );
});

test("an event of its own cloud that the adapter does not know is not counted as the strange one", async () => {
  const sound = onTheExchange((adapter) =>
    mapSignals(adapter, (signal) =>
      signal.kind === "participants" ? { ...signal, kind: "unrecognized", type: "roster", raw: null } : signal,
    ),
  );
  const cases = adapterCases.filter(({ group }) => group === "unrecognized");
  expect(new Set(reasons(await Promise.all(cases.map((one) => runAdapterCase(one, sound)))))).toEqual(
    new Set(["kept"]),
  );
});

function reasons(outcomes: readonly Awaited<ReturnType<typeof runAdapterCase>>[]): readonly string[] {
  return outcomes.map((outcome) => (outcome === "kept" ? outcome : outcome.leftOut));
}

test("an adapter that says when each participant changed, instead of numbering rosters, passes", async () => {
  const sound = onTheExchange((adapter) =>
    mapSignals(adapter, (signal) =>
      signal.kind === "participants" ? withChanges(signal, signal.sequence ?? 0) : signal,
    ),
  );
  const cases = adapterCases.filter(({ group }) => group === "participants");
  expect(new Set(reasons(await Promise.all(cases.map((one) => runAdapterCase(one, sound)))))).toEqual(
    new Set(["kept", "exchange does not number rosters"]),
  );
});

test("every case fails for at least one broken adapter", { timeout: 30_000 }, async () => {
  const found = new Set<AdapterCase>(await failing("capabilities", lacking));
  for (const finder of finders) for (const one of await foundBy(finder)) found.add(one);
  const unable = adapterCases.filter((one) => !found.has(one));
  expect(unable.map(({ group, name }) => `${group}: ${name}`)).toEqual([]);
});
