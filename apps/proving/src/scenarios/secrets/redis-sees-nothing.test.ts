import { redisStore } from "@trunkline/redis";
import { findRedis, startRedis } from "@trunkline/redis-server";
import { describe, expect, test, vi } from "vitest";
import { cast, type Provider, providers } from "../kit/cast.js";
import { playIvrSession, spoken, tapRedis } from "./ivr-session.js";

const found = findRedis();
if (!found.found && process.env.CI) throw new Error(found.reason);

/** What was keyed in and said, the numbers of those who spoke, and JSON of any kind: that is what records and signals are. */
const traces: readonly RegExp[] = [
  ...[spoken.pin, spoken.account, spoken.dialed, spoken.note, spoken.context].map((word) => new RegExp(word)),
  ...[cast.ada, cast.bob].map(({ number }) => new RegExp(number.slice(1))),
  /[{[,]\s*"?(tones?|toneInfo|sent|from|to|raw|data|participants)"?\s*:/i,
  /\btone[0-9]\b|"(zero|one|two|three|four|five|six|seven|eight|nine|pound|asterisk)"/,
  /https?:|\.wav/,
];

/** A Redis with a tap on it, and a bot of two instances that has a caller on the line. */
async function playOnRedis(provider: Provider, keepEndedMs: number) {
  const redis = await startRedis();
  const tap = await tapRedis(redis.url);
  const stores = [redisStore({ url: redis.url }), redisStore({ url: redis.url })] as const;
  const learned = await playIvrSession(provider, stores, keepEndedMs);
  return {
    learned,
    tap,
    async [Symbol.asyncDispose]() {
      await Promise.all(stores.map((store) => store.close()));
      await tap[Symbol.asyncDispose]();
      await redis.stop();
    },
  };
}

describe.runIf(found.found).each(providers)("of an IVR session of two instances on %s", (provider) => {
  test("no byte that reaches Redis is a digit that was keyed in, a telephone number or anything else that was said", {
    tags: "secrets/sealed-words",
    timeout: 30_000,
  }, async () => {
    await using session = await playOnRedis(provider, 60_000);
    expect(session.learned).toEqual({ pin: spoken.pin, menu: spoken.menu, account: spoken.account });
    const [heard, kept] = [await session.tap.heard(), await session.tap.kept()];
    expect(heard.length).toBeGreaterThan(20_000);
    expect(kept).toContain("record:");
    for (const bytes of [heard, kept, decoded(heard), decoded(kept)])
      expect(traces.flatMap((trace) => trace.exec(bytes)?.[0] ?? [])).toEqual([]);
  });

  test("nothing of the call is left in Redis when its time is over", {
    tags: "secrets/nothing-left",
    timeout: 30_000,
  }, async () => {
    await using session = await playOnRedis(provider, 400);
    await vi.waitFor(async () => expect(await session.tap.kept()).not.toMatch(/(call|record|inbox):/), 10_000);
  });
});

/** What looks like Base64, read: what is only written otherwise is not sealed. */
function decoded(text: string): string {
  return (text.match(/[A-Za-z0-9+/_-]{24,}/g) ?? [])
    .map((word) => Buffer.from(word, "base64").toString("latin1"))
    .join("\n");
}
