import { setTimeout as pause } from "node:timers/promises";
import type { RedisProcess } from "@trunkline/redis-server";
import { describe, expect, test } from "vitest";
import { Caller } from "./world/caller.js";
import { judgeCall } from "./world/judge-call.fixture.js";
import { redisAtHand, useRedis } from "./world/redis.fixture.js";
import { startCallOn } from "./world/start-call-on.fixture.js";
import { waitUntil } from "./world/wait-until.js";
import { World } from "./world/world.js";

/** How long Redis is away, ms: longer than a lease. */
const awayMs = 2500;
/** Within what a command fails that needs Redis, ms: the store's own limit, and some for a busy machine. */
const failsWithinMs = 4000;

interface Trouble {
  readonly name: string;
  begin(server: RedisProcess): Promise<unknown>;
  end(server: RedisProcess): Promise<unknown>;
}

const troubles: readonly Trouble[] = [
  { name: "dies and is started again", begin: (server) => server.signal("SIGKILL"), end: (server) => server.start() },
  {
    name: "answers nothing for a while",
    begin: (server) => server.signal("SIGSTOP"),
    end: (server) => server.signal("SIGCONT"),
  },
];

describe.runIf(redisAtHand)("Redis", () => {
  const redis = useRedis();

  test.each([
    { provider: "graph", trouble: troubles[0] },
    { provider: "acs", trouble: troubles[1] },
  ] as const)(
    "$trouble.name: callbacks are refused, commands fail in time, and the call on $provider goes on by itself",
    async ({ provider, trouble }) => {
      if (!trouble) throw new Error("there are two");
      const { server, url } = redis();
      await using world = await World.start({ provider, redisUrl: url });
      const [first] = world.instances;
      if (!first) throw new Error("there are three");
      const { ref } = await startCallOn(first);
      const caller = new Caller(world.simulator);
      await world.diary.until("the first key", (line) => line.kind === "told" && line.type === "dtmf-received");
      await trouble.begin(server);
      try {
        const began = Date.now();
        // What a call looks like, its holder knows by heart; what changes it has to be written down first.
        expect(await first.do({ do: "snapshot", ref })).toMatchObject({ value: { state: "connected" } });
        expect(await first.do({ do: "send-dtmf", ref, tones: "5" })).toMatchObject({ error: "store-unavailable" });
        expect(Date.now() - began).toBeLessThan(failsWithinMs);
        await pause(Math.max(awayMs - (Date.now() - began), 0));
      } finally {
        await trouble.end(server);
      }
      await waitUntil("the person", 30_000, () => caller.arrived);
      const refusals = world.balancer.callbacks.flatMap(({ refusals }) => refusals);
      expect(new Set(refusals)).toEqual(new Set([503]));
      expect(await first.do({ do: "snapshot", ref })).toMatchObject({ value: { state: "connected" } });
      await first.do({ do: "hang-up", ref });
      expect(await judgeCall(world, caller, outage)).toEqual([]);
    },
    90_000,
  );

  test("cuts every connection again and again: the call goes on", async () => {
    const { server, url } = redis();
    await using world = await World.start({ provider: "acs", redisUrl: url });
    const caller = new Caller(world.simulator);
    while (!caller.arrived && !caller.cutOff) {
      await server.ask("CLIENT", "KILL", "TYPE", "normal");
      await server.ask("CLIENT", "KILL", "TYPE", "pubsub");
      await pause(400);
    }
    expect(caller.arrived).toBe(true);
    expect(await judgeCall(world, caller, outage)).toEqual([]);
  }, 90_000);
});

/** That Redis is away is told, as often as it is noticed. */
function outage(message: string): boolean {
  return message.startsWith("store-unavailable");
}
