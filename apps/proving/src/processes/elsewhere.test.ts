import { describe, expect, test } from "vitest";
import { startCallOn } from "../matrix/judge-call.fixture.js";
import { Cluster } from "./cluster.js";
import { redisAtHand, useRedis } from "./redis.fixture.js";

describe.runIf(redisAtHand)("three instances", () => {
  const redis = useRedis();

  test.concurrent.each(["graph", "acs"] as const)(
    "an operation that one instance awaits completes through an event at a second, and a handle on a third controls the call, on %s",
    { tags: ["instances/completes-elsewhere", "instances/any-handle"], timeout: 60_000 },
    async (provider) => {
      await using cluster = await Cluster.start({ provider, redisUrl: redis().url, leaseMs: 20_000 });
      const [a, b, c] = cluster.instances;
      if (!a || !b || !c) throw new Error("there are three");
      cluster.balancer.aim = () => b.name;
      const { ref } = await startCallOn(a);
      expect(await a.do({ do: "play", ref, prompt: cluster.prompt("pin") })).toMatchObject({
        value: { endedBy: "completed" },
      });
      expect(cluster.history.of("received").map(({ by }) => by)).not.toContain(a.name);

      expect(await c.do({ do: "send-dtmf", ref, tones: "12#" })).toMatchObject({ value: { sent: "12#" } });
      expect(await c.do({ do: "hang-up", ref })).toMatchObject({ value: { warnings: [] } });
      expect(await c.do({ do: "snapshot", ref })).toMatchObject({ value: { state: "disconnected" } });
      expect(new Set(cluster.history.of("request").map(({ by }) => by))).toEqual(new Set([a.name]));
      expect(new Set(cluster.history.of("applied").map(({ by }) => by))).toEqual(new Set([a.name]));
    },
  );
});
