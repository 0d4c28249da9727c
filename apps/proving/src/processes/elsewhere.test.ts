import { describe, expect, test } from "vitest";
import { startCallOn } from "../matrix/judge-call.fixture.js";
import { redisAtHand, useRedis } from "./redis.fixture.js";
import { World } from "./world.js";

describe.runIf(redisAtHand)("three instances", () => {
  const redis = useRedis();

  test.concurrent.each(["graph", "acs"] as const)(
    "an operation awaited on one completes by an event that lands on another, and a handle on a third acts on the call, on %s",
    { tags: ["instances/completes-elsewhere", "instances/any-handle"], timeout: 60_000 },
    async (provider) => {
      await using world = await World.start({ provider, redisUrl: redis().url, leaseMs: 20_000 });
      const [a, b, c] = world.instances;
      if (!a || !b || !c) throw new Error("there are three");
      world.balancer.aim = () => b.name;
      const { ref } = await startCallOn(a);
      expect(await a.do({ do: "play", ref, prompt: world.prompt("pin") })).toMatchObject({
        value: { endedBy: "completed" },
      });
      expect(world.history.of("received").map(({ by }) => by)).not.toContain(a.name);

      expect(await c.do({ do: "send-dtmf", ref, tones: "12#" })).toMatchObject({ value: { sent: "12#" } });
      expect(await c.do({ do: "hang-up", ref })).toMatchObject({ value: { warnings: [] } });
      expect(await c.do({ do: "snapshot", ref })).toMatchObject({ value: { state: "disconnected" } });
      expect(new Set(world.history.of("request").map(({ by }) => by))).toEqual(new Set([a.name]));
      expect(new Set(world.history.of("applied").map(({ by }) => by))).toEqual(new Set([a.name]));
    },
  );
});
