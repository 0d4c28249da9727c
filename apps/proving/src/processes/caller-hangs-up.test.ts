import { describe, expect, test } from "vitest";
import { Caller } from "./caller.js";
import { Cluster } from "./cluster.js";
import { waitUntil } from "./history.js";
import { redisAtHand, useRedis } from "./redis.fixture.js";

/** How long instances wait for Redis, ms. It is well here; only the machine may be slow. */
const patientMs = 6000;

describe.runIf(redisAtHand)("a caller who hangs up while the bot asks the person", () => {
  const redis = useRedis();

  test.concurrent.each([
    ["graph", "lives"],
    ["acs", "dies"],
  ] as const)(
    "does not leave the person with the bot, on %s, where the instance %s",
    { tags: "people/not-alone", timeout: 90_000 },
    async (provider, fate) => {
      await using cluster = await Cluster.start({ provider, redisUrl: redis().url, storeTimeoutMs: patientMs });
      const caller = new Caller(cluster.simulator, { transfer: "warm" });
      const bob = cluster.simulator.person("bob");
      await waitUntil("the question", 30_000, () => bob.heard().some((prompt) => prompt.includes("accept")));
      if (fate === "dies")
        await cluster.instance(cluster.holderOf(cluster.history.of("step")[0]?.call ?? "") ?? "").kill();
      caller.leave();
      await waitUntil("the end", 30_000, () => bob.calls().length === 0);
      const ends = () => cluster.history.of("handled").filter(({ type }) => type === "call-ended");
      // The caller's call, and those to the door and to the person.
      await waitUntil("the ends of all three calls", 30_000, () => new Set(ends().map(({ call }) => call)).size === 3);
      expect(caller.arrived).toBe(false);
      expect(cluster.history.of("error")).toEqual([]);
    },
  );
});
