import { describe, expect, test } from "vitest";
import type { JournalLine } from "../bot/journal.js";
import { judgeCall } from "../matrix/judge-call.fixture.js";
import { Caller } from "./caller.js";
import { Cluster } from "./cluster.js";
import { waitUntil } from "./history.js";
import { redisAtHand, useRedis } from "./redis.fixture.js";

/** Long enough that a claim after its expiry cannot pass for a handover. */
const leaseMs = 20_000;

describe.runIf(redisAtHand)("an instance that is asked to stop", () => {
  const redis = useRedis();

  test.concurrent.each(["graph", "acs"] as const)(
    "hands its call over at once, and the caller does not notice, on %s",
    { tags: "instances/handover", timeout: 60_000 },
    async (provider) => {
      await using cluster = await Cluster.start({ provider, redisUrl: redis().url, leaseMs, instances: 2 });
      const caller = new Caller(cluster.simulator);
      const collecting = await cluster.history.until(
        "the second key",
        (line) => line.kind === "delivered" && line.details.tone === "2",
      );
      const holder = cluster.instance(collecting.by);
      holder.signal("SIGTERM");
      const closed = await cluster.history.until("its end", (line) => line.kind === "closed");
      const taken = await cluster.history.until(
        "the takeover",
        (line) => line.kind === "claimed" && line.by !== holder.name,
      );
      expect(taken.at - closed.at).toBeLessThan(leaseMs / 4);
      await holder.gone();
      await waitUntil("the person", 20_000, () => caller.arrived);
      expect(await judgeCall(cluster, caller)).toEqual([]);
    },
  );

  test.concurrent.each(["graph", "acs"] as const)(
    "four times in a row leaves one running handler, one PIN and one call to the door, on %s",
    { tags: "instances/one-recovery", timeout: 60_000 },
    async (provider) => {
      await using cluster = await Cluster.start({ provider, redisUrl: redis().url, leaseMs, instances: 5 });
      const caller = new Caller(cluster.simulator, { keysInPin: false });
      let walker = await cluster.history.until("the question for the PIN", (line) => isStep(line, "pin"));
      await waitUntil("the prompt", 15_000, () => caller.heard.includes("pin"));
      for (const key of ["1", "2", "3", ""]) {
        if (key) caller.press(key);
        const gone = cluster.instance(walker.by);
        gone.signal("SIGTERM");
        await gone.gone();
        const since = cluster.history.lines().indexOf(walker);
        walker = await waitUntil("the takeover", 15_000, () =>
          cluster.history.lines().find((line, index) => index > since && isStep(line, "pin")),
        );
      }
      caller.press("4");
      await waitUntil("the person", 20_000, () => caller.arrived);
      const recovered = cluster.history.of("delivered").filter(({ type }) => type === "call-recovered");
      expect(recovered.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4]);
      expect(cluster.history.of("collected").filter(({ key }) => key === "pin-1")).toHaveLength(1);
      expect(caller.doorsOpened).toBe(1);
      expect(await judgeCall(cluster, caller)).toEqual([]);
    },
  );
});

function isStep(line: JournalLine, step: string): boolean {
  return line.kind === "step" && line.step === step;
}
