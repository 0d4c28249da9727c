import { describe, expect, test } from "vitest";
import { redisAtHand, useRedis } from "./world/redis.fixture.js";
import { startCallOn } from "./world/start-call-on.fixture.js";
import { World } from "./world/world.js";

describe.runIf(redisAtHand)("an instance that stands still until its call was taken over, and then goes on", () => {
  const redis = useRedis();

  test.each(["graph", "acs"] as const)(
    "does nothing to the call and learns that it is superseded, on %s",
    async (provider) => {
      await using world = await World.start({ provider, redisUrl: redis().url });
      const [zombie, other] = world.instances;
      if (!zombie || !other) throw new Error("there are three");
      const { ref, id } = await startCallOn(zombie);
      const playing = zombie.do({ do: "play", ref, prompt: world.prompt("music") });
      await world.diary.until(
        "the prompt",
        (line) => line.kind === "request" && line.verb === "play" && line.outcome === "taken",
      );
      zombie.signal("SIGSTOP");
      await world.diary.until("the takeover", (line) => line.kind === "claimed" && line.call === id && line.takenOver);
      const asleep = world.diary.lines().length;
      zombie.signal("SIGCONT");
      expect(await playing).toMatchObject({ error: "superseded" });
      expect(await zombie.do({ do: "send-dtmf", ref, tones: "1" })).toMatchObject({ value: { sent: "1" } });
      const since = world.diary.lines().slice(asleep);
      expect(since.filter((line) => line.kind === "request" && line.by === zombie.name)).toEqual([]);
      expect(since.filter((line) => line.kind === "applied" && line.by === zombie.name)).toEqual([]);
      expect(await other.do({ do: "snapshot", ref })).toMatchObject({ value: { state: "connected" } });
      expect(world.simulator.calls().at(-1)?.endedAt).toBeUndefined();
    },
    60_000,
  );
});
