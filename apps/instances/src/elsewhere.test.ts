import { describe, expect, test } from "vitest";
import { redisAtHand, useRedis } from "./world/redis.fixture.js";
import { startCallOn } from "./world/start-call-on.fixture.js";
import { World } from "./world/world.js";

describe.runIf(redisAtHand)("three instances", () => {
  const redis = useRedis();

  test.each(["graph", "acs"] as const)(
    "an operation awaited on one completes by an event that lands on another, on %s",
    async (provider) => {
      await using world = await World.start({ provider, redisUrl: redis().url });
      const [a, b] = world.instances;
      if (!a || !b) throw new Error("there are three");
      world.balancer.aim = () => b.name;
      const { ref } = await startCallOn(a);
      expect(await a.do({ do: "play", ref, prompt: world.prompt("pin") })).toMatchObject({
        value: { endedBy: "completed" },
      });
      expect(world.diary.of("received").map(({ by }) => by)).not.toContain(a.name);
      expect(new Set(world.diary.of("applied").map(({ by }) => by))).toEqual(new Set([a.name]));
    },
    60_000,
  );

  test.each(["graph", "acs"] as const)(
    "a handle on one acts on the call that another has, on %s",
    async (provider) => {
      await using world = await World.start({ provider, redisUrl: redis().url });
      const [a, b] = world.instances;
      if (!a || !b) throw new Error("there are three");
      const { ref, id } = await startCallOn(a);
      expect(await b.do({ do: "send-dtmf", ref, tones: "12#" })).toMatchObject({ value: { sent: "12#" } });
      expect(await b.do({ do: "hang-up", ref })).toMatchObject({ value: { warnings: [] } });
      expect(new Set(world.diary.of("request").map(({ by }) => by))).toEqual(new Set([a.name]));
      expect(world.holderOf(id)).toBe(a.name);
      expect(await b.do({ do: "snapshot", ref })).toMatchObject({ value: { state: "disconnected" } });
    },
    60_000,
  );
});
