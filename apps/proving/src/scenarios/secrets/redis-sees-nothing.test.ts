import { redisStore } from "@trunkline/redis";
import { findRedis, startRedis } from "@trunkline/redis-server";
import { describe, expect, test, vi } from "vitest";
import { cast, type Provider, providers } from "../kit/cast.js";
import { playIvrSession, spoken, tapRedis } from "./ivr-session.js";

const found = findRedis();
if (!found.found && process.env.CI) throw new Error(found.reason);

/** The digits and words of the call, the numbers of its people, and JSON of any kind, which records and signals are. */
const traces: readonly RegExp[] = [
  ...[spoken.pin, spoken.account, spoken.dialed, spoken.note, spoken.context].map((word) => new RegExp(word)),
  ...[cast.ada, cast.bob].map(({ number }) => new RegExp(number.slice(1))),
  /[{[,]\s*"?(tones?|toneInfo|sent|from|to|raw|data|participants)"?\s*:/i,
  /\btone[0-9]\b|"(zero|one|two|three|four|five|six|seven|eight|nine|pound|asterisk)"/,
  /https?:|\.wav/,
];

/** A Redis with a tap, and a bot of two instances with one caller. */
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

describe.runIf(found.found).each(providers)("an IVR session of two instances on %s", (provider) => {
  test("sends Redis no digit, no telephone number and no other word of the call", {
    tags: "secrets/sealed-words",
    timeout: 30_000,
  }, async () => {
    await using session = await playOnRedis(provider, 60_000);
    expect(session.learned).toEqual({ pin: spoken.pin, menu: spoken.menu, account: spoken.account });
    const [heard, kept] = [await session.tap.commands(), await session.tap.contents()];
    expect(heard.length).toBeGreaterThan(20_000);
    expect(kept).toContain("record:");
    for (const bytes of [heard, kept, decoded(heard), decoded(kept)])
      expect(traces.flatMap((trace) => trace.exec(bytes)?.[0] ?? [])).toEqual([]);
  });

  test("leaves nothing of the call in Redis when its time is over", {
    tags: "secrets/nothing-left",
    timeout: 30_000,
  }, async () => {
    await using session = await playOnRedis(provider, 400);
    await vi.waitFor(async () => expect(await session.tap.contents()).not.toMatch(/(call|record|inbox):/), 10_000);
  });
});

/** Base64 text, decoded: encoding is not sealing. */
function decoded(text: string): string {
  return (text.match(/[A-Za-z0-9+/_-]{24,}/g) ?? [])
    .map((word) => Buffer.from(word, "base64").toString("latin1"))
    .join("\n");
}
