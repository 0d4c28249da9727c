import { describe, expect, test } from "vitest";
import { Caller } from "./world/caller.js";
import { judgeCall } from "./world/judge-call.fixture.js";
import { redisAtHand, useRedis } from "./world/redis.fixture.js";
import { waitUntil } from "./world/wait-until.js";
import { World } from "./world/world.js";

/** So long that nobody who waits for it would be taken for somebody to whom the call was handed over. */
const leaseMs = 20_000;

describe.runIf(redisAtHand)("an instance that is asked to stop", () => {
  const redis = useRedis();

  test.concurrent.each(["graph", "acs"] as const)(
    "hands its call over at once, and the caller does not notice, on %s",
    async (provider) => {
      await using world = await World.start({ provider, redisUrl: redis().url, leaseMs, instances: 2 });
      const caller = new Caller(world.simulator);
      const collecting = await world.diary.until(
        "the second key",
        (line) => line.kind === "told" && line.details.tone === "2",
      );
      const holder = world.instance(collecting.by);
      holder.signal("SIGTERM");
      const closed = await world.diary.until("its end", (line) => line.kind === "closed");
      const taken = await world.diary.until(
        "the takeover",
        (line) => line.kind === "claimed" && line.by !== holder.name,
      );
      expect(taken.at - closed.at).toBeLessThan(leaseMs / 4);
      await holder.gone();
      await waitUntil("the person", 20_000, () => caller.arrived);
      expect(await judgeCall(world, caller)).toEqual([]);
    },
    60_000,
  );
});
