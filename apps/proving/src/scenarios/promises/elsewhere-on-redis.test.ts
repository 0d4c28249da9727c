import { createCalling } from "@trunkline/core";
import { redisStore } from "@trunkline/redis";
import { findRedis, startRedis } from "@trunkline/redis-server";
import { manualClock, startSimulator } from "@trunkline/simulator";
import { describe, expect, test, vi } from "vitest";
import { adapterOn, botNumber, cast, people, providers } from "../kit/cast.js";

const found = findRedis();
if (!found.found && process.env.CI) throw new Error(found.reason);

const secret = "0123456789abcdef0123456789abcdef";
const url = "https://bot.example.com/calls";
const wrong = {
  acs: { resourceId: "11111111-2222-4333-8444-555555555555" },
  graph: { issuers: ["https://another.example"] },
} as const;

describe.runIf(found.found).each(providers)("with two instances of a bot on %s and a Redis", (provider) => {
  test("an instance that refuses callbacks makes the holder of the call inspect it", async () => {
    const redis = await startRedis();
    const clock = manualClock();
    const simulator = await startSimulator({ clock, people });
    const stores = [redisStore({ url: redis.url }), redisStore({ url: redis.url })] as const;
    const has = createCalling({ adapter: adapterOn(provider, simulator), url, clock, secret, store: stores[0] });
    const refuses = createCalling({
      adapter: adapterOn(provider, simulator, wrong[provider]),
      url,
      clock,
      secret,
      store: stores[1],
      logger: false,
    });
    const answers: number[] = [];
    const sources: string[] = [];
    has.on("call-connected", ({ source }) => void sources.push(source));
    has.on("call-ended", ({ source }) => void sources.push(source));
    simulator.deliver = async (request) => {
      const response = await refuses.handle(request);
      answers.push(response.status);
      return response;
    };
    try {
      await simulator.registerBot({ cloud: provider, webhookUrl: url, number: botNumber });
      simulator.person("ada").reacts({ kind: "answer" });
      const call = await has.create({ to: cast.ada, from: botNumber });
      await vi.waitFor(
        async () => {
          await clock.advance(100);
          expect((await call.snapshot()).state).toBe("connected");
        },
        { timeout: 15_000, interval: 20 },
      );
      simulator.person("ada").hangUp();
      await vi.waitFor(
        async () => {
          await clock.advance(100);
          expect((await call.snapshot()).state).toBe("disconnected");
        },
        { timeout: 15_000, interval: 20 },
      );
      expect(new Set(answers)).toEqual(new Set([401]));
      expect(sources).toEqual(["reconciled", "reconciled"]);
    } finally {
      await Promise.all([has.close({ drainMs: 0 }), refuses.close({ drainMs: 0 })]);
      await simulator.close();
      await Promise.all(stores.map((store) => store.close()));
      await redis.stop();
    }
  });
});
