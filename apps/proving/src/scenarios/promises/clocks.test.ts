import type { Clock, IncomingCall, Logger } from "@trunkline/core";
import { describe, expect, test } from "vitest";
import { botNumber, cast, providers } from "../kit/cast.js";
import { type StageOptions, startStage } from "../kit/stage.js";

const minuteMs = 60_000;

/** How long a caller rings at each cloud before the bot must have decided, ms. */
const decideMs = { graph: 14_000, acs: 29_000 } as const;

/** A logger that records its lines. */
function linesOf() {
  const lines: { readonly level: keyof Logger; readonly message: string; readonly fields: object }[] = [];
  const at = (level: keyof Logger) => (fields: object, message: string) => void lines.push({ level, message, fields });
  const logger: Logger = { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
  return { logger, lines, messages: () => lines.map(({ message }) => message) };
}

/** A bot whose clock is ahead of the cloud's by an adjustable amount. */
async function startSkewed(provider: (typeof providers)[number], aheadMs: number, options: StageOptions = {}) {
  const skew = { aheadMs };
  const log = linesOf();
  const stage = await startStage(provider, {
    ...options,
    calling: { ...options.calling, logger: log.logger },
    botClock: (clock): Clock => ({ now: () => clock.now() + skew.aheadMs, setTimer: clock.setTimer }),
  });
  return { stage, skew, log, [Symbol.asyncDispose]: () => stage[Symbol.asyncDispose]() };
}

describe.each(providers)("on %s", (provider) => {
  test.each([29_000, -2_000, -29_000, 4 * minuteMs, -4 * minuteMs])(
    "a bot whose clock is %i ms off serves its callers, and rejects undecided calls in time",
    { tags: "state/clocks" },
    async (aheadMs) => {
      await using skewed = await startSkewed(provider, aheadMs);
      const { stage, log } = skewed;
      const offers: IncomingCall[] = [];
      stage.calling.on("incoming", (incoming) => void offers.push(incoming));

      stage.person("ada").dial(botNumber);
      await stage.advance(1_000);
      const call = await stage.when(offers[0]?.answer() ?? Promise.reject(new Error("no call was offered")));
      await stage.when(call.hangUp());
      expect(stage.record.of("call-connected")).toHaveLength(1);

      stage.person("bob").dial(botNumber);
      await stage.advance(500);
      expect(offers).toHaveLength(2);
      await stage.advance(decideMs[provider] + 1_500);
      expect(stage.record.of("call-ended").at(-1)?.reason.kind).toBe("rejected");
      expect(new Set(stage.answers)).toEqual(new Set([provider === "acs" ? 200 : 202]));
      expect(stage.record.of("error")).toEqual([]);
      expect(log.messages()).not.toContain("an incoming call arrived too late");
    },
  );

  test.each([60 * minuteMs, -60 * minuteMs])(
    "a bot whose clock is %i ms off answers with 503, says why, and recovers when its clock is right",
    { tags: "state/clocks" },
    async (aheadMs) => {
      await using skewed = await startSkewed(provider, 0);
      const { stage, skew, log } = skewed;
      stage.person("ada").reacts({ kind: "answer" });
      const call = await stage.calling.create({ to: cast.ada, from: botNumber });
      await stage.when(call.connected);

      const before = stage.answers.length;
      skew.aheadMs = aheadMs;
      expect((await stage.simulator.forge({ forgery: "bad-signature" })).status).toBe(401);
      stage.person("ada").hangUp();
      await stage.advance(1_000);
      expect(stage.answers.length).toBeGreaterThan(before);
      expect(new Set(stage.answers.slice(before))).toEqual(new Set([401, 503]));
      const line = log.lines.find(({ message }) => message.includes("this machine's clock is wrong"));
      expect(line).toMatchObject({ level: "error", fields: { provider } });
      const named = line?.fields && "aheadMs" in line.fields ? Number(line.fields.aheadMs) : 0;
      expect(Math.sign(named)).toBe(Math.sign(aheadMs));

      // The cloud does not send these callbacks again: the end is found by inspection.
      skew.aheadMs = 0;
      expect((await stage.when(call.ended, 10 * minuteMs)).kind).toMatch(/remote-hung-up|unknown/);
    },
  );
});

test("on acs a clock difference is logged once, with its size", {
  tags: "state/clocks",
}, async () => {
  await using skewed = await startSkewed("acs", 29_000);
  const { stage, log } = skewed;
  for (const who of ["ada", "bob"]) {
    stage.person(who).dial(botNumber);
    await stage.advance(31_000);
  }
  const logged = log.lines.filter(({ message }) => message === "this machine's clock and the provider's differ");
  expect(logged).toEqual([
    expect.objectContaining({ level: "warn", fields: { provider: "acs", aheadMs: expect.any(Number) } }),
  ]);
  expect(logged[0]?.fields).toMatchObject({ aheadMs: expect.toSatisfy((ms: number) => ms >= 29_000 && ms < 30_000) });
});

test("on acs a caller whose call is delivered again rings for the remaining time, with any clock", async () => {
  await using skewed = await startSkewed("acs", 29_000);
  const { stage, log } = skewed;
  const left: number[] = [];
  stage.calling.on("incoming", ({ decideBy }) => void left.push(decideBy - (stage.clock.now() + 29_000)));
  stage.person("ada").dial(botNumber);
  await stage.advance(500);
  stage.simulator.faults.add({ effect: { kind: "drop", retry: true }, match: { title: "incoming" }, times: 1 });
  stage.person("bob").dial(botNumber);
  await stage.advance(11_000);
  expect(left).toHaveLength(2);
  expect(left[1]).toBeLessThanOrEqual(19_100);
  expect(left[1]).toBeGreaterThan(18_000);
  expect(log.messages()).not.toContain("an incoming call arrived too late");
});
