import { setTimeout as pause } from "node:timers/promises";
import { type RedisProcess, startRedis } from "@trunkline/redis-server";
import { describe, expect, test } from "vitest";
import { judgeCall, startCallOn } from "../matrix/judge-call.fixture.js";
import { Caller } from "./caller.js";
import { Cluster } from "./cluster.js";
import { waitUntil } from "./history.js";
import { redisAtHand } from "./redis.fixture.js";

/** How long Redis is away, ms: longer than a lease. */
const awayMs = 2500;

interface Fault {
  readonly name: string;
  begin(server: RedisProcess): Promise<unknown>;
  end(server: RedisProcess): Promise<unknown>;
}

const dies: Fault = {
  name: "dies and is restarted",
  begin: (server) => server.signal("SIGKILL"),
  end: (server) => server.start(),
};
const stops: Fault = {
  name: "does not answer for a while",
  begin: (server) => server.signal("SIGSTOP"),
  end: (server) => server.signal("SIGCONT"),
};

type Nuisance = readonly [name: string, strike: (server: RedisProcess) => Promise<unknown>, everyMs: number];

/** What is done to Redis repeatedly. */
const nuisances: readonly Nuisance[] = [
  [
    "cuts every connection",
    async (server) => {
      await server.ask("CLIENT", "KILL", "TYPE", "normal");
      await server.ask("CLIENT", "KILL", "TYPE", "pubsub");
    },
    400,
  ],
  ["answers late", (server) => server.ask("CLIENT", "PAUSE", "300", "ALL"), 500],
];

describe.runIf(redisAtHand)("Redis", () => {
  test.concurrent.each([
    { provider: "graph", fault: dies },
    { provider: "acs", fault: stops },
  ] as const)(
    "$fault.name: callbacks and commands wait for it, and the call on $provider goes on by itself",
    { tags: "redis/waited-for", timeout: 90_000 },
    async ({ provider, fault }) => {
      await using redis = await startRedis();
      await using cluster = await Cluster.start({ provider, redisUrl: redis.url, instances: 2 });
      const [first] = cluster.instances;
      if (!first) throw new Error("there are two");
      const { ref } = await startCallOn(first);
      const caller = new Caller(cluster.simulator);
      await cluster.history.until(
        "the first key",
        (line) => line.kind === "delivered" && line.type === "dtmf-received",
      );
      let sending: ReturnType<typeof first.do> | undefined;
      await fault.begin(redis.server);
      try {
        const began = Date.now();
        // The holder reads a call from memory, but a change must be stored first.
        expect(await first.do({ do: "snapshot", ref })).toMatchObject({ value: { state: "connected" } });
        sending = first.do({ do: "send-dtmf", ref, tones: "5" }, 30_000);
        await pause(Math.max(awayMs - (Date.now() - began), 0));
      } finally {
        await fault.end(redis.server);
      }
      expect(await sending).toMatchObject({ value: { sent: "5" } });
      await waitUntil("the person", 30_000, () => caller.arrived);
      expect(cluster.balancer.callbacks.flatMap(({ refusals }) => refusals)).toEqual([]);
      expect(await first.do({ do: "snapshot", ref })).toMatchObject({ value: { state: "connected" } });
      await first.do({ do: "hang-up", ref });
      expect(await judgeCall(cluster, caller, outage)).toEqual([]);
    },
  );

  test.concurrent.each(nuisances)(
    "%s repeatedly: the call goes on",
    { tags: "redis/waited-for", timeout: 90_000 },
    async (_name, strike, everyMs) => {
      await using redis = await startRedis();
      await using cluster = await Cluster.start({ provider: "acs", redisUrl: redis.url, instances: 2 });
      const caller = new Caller(cluster.simulator);
      while (!caller.arrived && !caller.cutOff) {
        await strike(redis.server);
        await pause(everyMs);
      }
      expect(caller.arrived).toBe(true);
      expect(await judgeCall(cluster, caller, outage)).toEqual([]);
    },
  );
});

/** The error that reports an outage of Redis, which is expected here. */
function outage(message: string): boolean {
  return message.startsWith("store-unavailable");
}
