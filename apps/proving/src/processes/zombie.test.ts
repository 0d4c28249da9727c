import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { JournalLine } from "../bot/journal.js";
import { startCallOn } from "../matrix/judge-call.fixture.js";
import { redisAtHand, useRedis } from "./redis.fixture.js";
import { World } from "./world.js";

describe.runIf(redisAtHand)("an instance that stands still until its call was taken over, and then goes on", () => {
  const redis = useRedis();

  test.concurrent.each(["graph", "acs"] as const)(
    "does nothing to the call and learns that it is superseded, on %s",
    { tags: "instances/superseded", timeout: 60_000 },
    async (provider) => {
      await using world = await World.start({ provider, redisUrl: redis().url, instances: 2 });
      const { zombie, other, ref, since } = await raise(world, (outcome) => outcome === "taken");
      expect(await zombie.do({ do: "send-dtmf", ref, tones: "1" })).toMatchObject({ value: { sent: "1" } });
      expect(deedsOf(zombie.name, since())).toEqual([]);
      expect(await other.do({ do: "snapshot", ref })).toMatchObject({ value: { state: "connected" } });
      expect(world.simulator.calls().at(-1)?.endedAt).toBeUndefined();
    },
  );

  test.concurrent("sends nothing that the cloud had put off", {
    tags: "instances/superseded",
    timeout: 60_000,
  }, async () => {
    await using world = await World.start({ provider: "acs", redisUrl: redis().url, instances: 2 });
    const later = { kind: "respond", status: 429, retryAfterMs: 4000 } as const;
    world.simulator.faults.add({ effect: later, match: { path: ":play" }, times: 1 });
    const { zombie, since } = await raise(world, (outcome) => outcome !== "sent", later.retryAfterMs);
    // The one that has the call would have it put off no more.
    expect(world.simulator.faults.list()).toEqual([]);
    expect(deedsOf(zombie.name, since())).toEqual([]);
  });
});

/**
 * Stops the first instance once the request for a prompt has come so far, until another has its call, and lets it learn so.
 * @param atLeastMs how long it stands still at the least.
 */
async function raise(world: World, reached: (outcome: string) => boolean, atLeastMs = 0) {
  const [zombie, other] = world.instances;
  if (!zombie || !other) throw new Error("there are two");
  const { ref, id } = await startCallOn(zombie);
  const playing = zombie.do({ do: "play", ref, prompt: world.prompt("music") });
  await world.history.until(
    "the prompt",
    (line) => line.kind === "request" && line.verb === "play" && reached(line.outcome),
  );
  zombie.signal("SIGSTOP");
  const stoppedAt = Date.now();
  await world.history.until("the takeover", (line) => line.kind === "claimed" && line.call === id && line.takenOver);
  await pause(stoppedAt + atLeastMs - Date.now());
  const asleep = world.history.lines().length;
  zombie.signal("SIGCONT");
  expect(await playing).toMatchObject({ error: "superseded" });
  return { zombie, other, ref, since: () => world.history.lines().slice(asleep) };
}

/** What an instance has done to a call. */
function deedsOf(name: string, lines: readonly JournalLine[]): readonly JournalLine[] {
  return lines.filter(({ by, kind }) => by === name && (kind === "request" || kind === "applied"));
}
