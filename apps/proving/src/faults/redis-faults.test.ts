import { describe, expect, test } from "vitest";
import { redisAtHand } from "../processes/redis.fixture.js";
import { playFault, redisFaults, withinMs } from "./redis-faults.js";

/** One fault per cloud; `npm run redis-faults` plays them all on both. */
const chosen = [
  ["acs", "stopped for 4 s"],
  ["graph", "asleep for 3 s"],
] as const;

describe.runIf(redisAtHand)("while Redis fails", () => {
  test.concurrent.each(chosen)(
    "every caller on %s is served in time, no call is left open, and no callback is refused: %s",
    { tags: "redis/callers-served", timeout: 90_000 },
    async (provider, name) => {
      const fault = redisFaults.find((one) => one.name === name);
      if (!fault) throw new Error(`there is no fault ${name}`);
      const { servedAfterMs, openCalls, refusedAfterMs } = await playFault(provider, fault, 16);
      expect(servedAfterMs.filter((ms) => ms <= withinMs[provider])).toHaveLength(16);
      expect({ openCalls, refusedAfterMs }).toEqual({ openCalls: 0, refusedAfterMs: [] });
    },
  );
});
