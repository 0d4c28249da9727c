import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { JournalLine } from "../bot/journal.js";
import { startCallOn } from "../matrix/judge-call.fixture.js";
import { Cluster } from "./cluster.js";
import { redisAtHand, useRedis } from "./redis.fixture.js";

describe.runIf(redisAtHand)(
  "an instance that is suspended until its call has been taken over, and then resumes",
  () => {
    const redis = useRedis();

    test.concurrent.each(["graph", "acs"] as const)(
      "changes nothing about the call and learns that it is superseded, on %s",
      { tags: "instances/superseded", timeout: 60_000 },
      async (provider) => {
        await using cluster = await Cluster.start({ provider, redisUrl: redis().url, instances: 2 });
        const { zombie, other, ref, since } = await suspend(cluster, (outcome) => outcome === "accepted");
        expect(await zombie.do({ do: "send-dtmf", ref, tones: "1" })).toMatchObject({ value: { sent: "1" } });
        expect(effectsOf(zombie.name, since())).toEqual([]);
        expect(await other.do({ do: "snapshot", ref })).toMatchObject({ value: { state: "connected" } });
        expect(cluster.simulator.calls().at(-1)?.endedAt).toBeUndefined();
      },
    );

    test.concurrent("does not repeat a request that the cloud throttled", {
      tags: "instances/superseded",
      timeout: 60_000,
    }, async () => {
      await using cluster = await Cluster.start({ provider: "acs", redisUrl: redis().url, instances: 2 });
      const later = { kind: "respond", status: 429, retryAfterMs: 4000 } as const;
      cluster.simulator.faults.add({ effect: later, match: { path: ":play" }, times: 1 });
      const { zombie, since } = await suspend(cluster, (outcome) => outcome !== "sent", later.retryAfterMs);
      // The fault is used up, so the new holder's request would succeed.
      expect(cluster.simulator.faults.list()).toEqual([]);
      expect(effectsOf(zombie.name, since())).toEqual([]);
    });
  },
);

/**
 * Suspends the first instance when the request for a prompt has reached this outcome, until another instance has its call.
 * @param atLeastMs the shortest time for which it is suspended.
 */
async function suspend(cluster: Cluster, reached: (outcome: string) => boolean, atLeastMs = 0) {
  const [zombie, other] = cluster.instances;
  if (!zombie || !other) throw new Error("there are two");
  const { ref, id } = await startCallOn(zombie);
  const playing = zombie.do({ do: "play", ref, prompt: cluster.prompt("music") });
  await cluster.history.until(
    "the prompt",
    (line) => line.kind === "request" && line.verb === "play" && reached(line.outcome),
  );
  zombie.signal("SIGSTOP");
  const stoppedAt = Date.now();
  await cluster.history.until("the takeover", (line) => line.kind === "claimed" && line.call === id && line.takenOver);
  await pause(stoppedAt + atLeastMs - Date.now());
  const asleep = cluster.history.lines().length;
  zombie.signal("SIGCONT");
  expect(await playing).toMatchObject({ error: "superseded" });
  return { zombie, other, ref, since: () => cluster.history.lines().slice(asleep) };
}

/** What an instance did to a call. */
function effectsOf(name: string, lines: readonly JournalLine[]): readonly JournalLine[] {
  return lines.filter(({ by, kind }) => by === name && (kind === "request" || kind === "applied"));
}
