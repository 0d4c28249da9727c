import { expect, test } from "vitest";
import type { Adapter } from "../adapter/adapter.js";
import { Loopback, loopbackAdapter } from "../testing/loopback.fixture.js";
import { capabilitiesOf, commonCapabilities } from "./capabilities.js";
import { verbNames } from "./verb-table.js";

const adapter = (change: Partial<Adapter> = {}): Adapter => ({ ...loopbackAdapter(new Loopback()), ...change });

test("a verb of the adapter is native, and a missing one has a reason", () => {
  const { verbs } = adapter();
  const { transfer: _, redirect: __, ...fewer } = verbs;
  const capabilities = capabilitiesOf(adapter({ verbs: fewer, absent: { redirect: "only in the other cloud" } }));
  expect(capabilities.play).toStrictEqual({ support: "native" });
  expect(capabilities.transfer).toEqual({ support: "unsupported", reason: "loopback has no such thing" });
  expect(capabilities.redirect).toEqual({ support: "unsupported", reason: "only in the other cloud" });
});

test("a capability shows the permission and the clouds of its verb", () => {
  const { verbs } = adapter();
  const facts = { permission: "Calls.Initiate.All", kinds: ["phone"], clouds: ["global"] } as const;
  const create = verbs.create && { ...verbs.create, ...facts };
  const capabilities = capabilitiesOf(adapter({ verbs: { ...verbs, ...(create ? { create } : {}) } }));
  expect(capabilities.create).toStrictEqual({ support: "native", ...facts });
});

test("limits of the provider are listed with their verbs, and unknown limits are left out", () => {
  const { redirect, sendDtmf, create, answer, keepAlive, play } = capabilitiesOf(
    adapter({
      limits: {
        answerWithinMs: 15_000,
        redirectTargets: 25,
        redirectRingMs: { min: 15_000, max: 90_000 },
        groupTargets: { min: 2, max: 5 },
        sendDtmfTones: 18,
        keepAliveEveryMs: 900_000,
      },
    }),
  );
  expect(redirect.limits).toEqual({ withinMs: 15_000, targets: 25, leastRingMs: 15_000, mostRingMs: 90_000 });
  expect(sendDtmf.limits).toEqual({ tonesAtOnce: 18 });
  expect(create.limits).toEqual({ mostParties: 5 });
  expect(answer.limits).toEqual({ withinMs: 15_000 });
  expect(keepAlive.limits).toEqual({ everyMs: 900_000 });
  expect(play.limits).toBeUndefined();
});

test("a call may have less than its provider, with the reason", () => {
  const narrow = () => ({ play: "its media are the bot's own", subscribeDtmf: "its media are the bot's own" });
  const call = { memo: null, group: false };
  expect(capabilitiesOf(adapter(), call).play.support).toBe("native");
  expect(capabilitiesOf(adapter({ narrow })).play.support).toBe("native");
  const { play, collectDtmf } = capabilitiesOf(adapter({ narrow }), call);
  expect(play).toEqual({ support: "unsupported", reason: "its media are the bot's own" });
  expect(collectDtmf.support).toBe("unsupported");
});

test("core collects keys itself, wherever the provider reports them", () => {
  const { verbs } = adapter();
  const { subscribeDtmf, ...deaf } = verbs;
  const named = { ...deaf, ...(subscribeDtmf ? { subscribeDtmf: { ...subscribeDtmf, permission: "Media.All" } } : {}) };
  expect(capabilitiesOf(adapter({ verbs: named })).collectDtmf).toMatchObject({
    support: "emulated",
    permission: "Media.All",
  });
  expect(capabilitiesOf(adapter({ verbs: deaf })).collectDtmf.support).toBe("unsupported");
});

test("a provider that collects keys itself does so natively, also where it reports no single keys", () => {
  const { subscribeDtmf, ...deaf } = adapter().verbs;
  const collectDtmf = { permission: "Media.All", run: async () => ({}) };
  const collects = { ...deaf, collectDtmf };
  expect(
    capabilitiesOf(adapter({ verbs: { ...collects, ...(subscribeDtmf ? { subscribeDtmf } : {}) } })),
  ).toMatchObject({
    collectDtmf: { support: "native", permission: "Media.All" },
  });
  expect(capabilitiesOf(adapter({ verbs: collects }))).toMatchObject({
    collectDtmf: { support: "native" },
    subscribeDtmf: { support: "unsupported" },
  });
  const narrowed = adapter({ verbs: collects, narrow: () => ({ collectDtmf: "not in a conference" }) });
  expect(capabilitiesOf(narrowed, { memo: null, group: true }).collectDtmf).toEqual({
    support: "unsupported",
    reason: "not in a conference",
  });
});

test("a composite lacks every verb that one member lacks, and observes only what all observe", () => {
  const { observations, verbs } = adapter();
  const observed = Object.fromEntries(Object.keys(observations).map((name) => [name, true]));
  const all = capabilitiesOf(adapter({ observations: { ...observations, ...observed } }));
  // Core makes it of other verbs.
  for (const name of verbNames.filter((one) => one !== "collectDtmf")) {
    const { [name]: _, ...fewer } = verbs;
    const lacking = capabilitiesOf(adapter({ verbs: fewer }));
    expect(commonCapabilities([all, lacking])[name].support, name).toBe("unsupported");
    expect(commonCapabilities([lacking, all])[name].support, name).toBe("unsupported");
  }
  for (const name of Object.keys(observations) as (keyof typeof observations)[]) {
    const one = { ...all, observations: { ...all.observations, [name]: false } };
    expect(commonCapabilities([all, one]).observations, name).toEqual(one.observations);
    expect(commonCapabilities([one, all]).observations, name).toEqual(one.observations);
  }
});

test("a composite without members is refused", () => {
  expect(() => commonCapabilities([])).toThrow(
    expect.objectContaining({ code: "invalid-request", message: expect.stringContaining("at least one member") }),
  );
});
