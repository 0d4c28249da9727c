import { describe, expect, test } from "vitest";
import type { JournalLine } from "../bot/journal.js";
import { judgeCall } from "../matrix/judge-call.fixture.js";
import { Caller } from "./caller.js";
import { waitUntil } from "./history.js";
import { redisAtHand, useRedis } from "./redis.fixture.js";
import { World } from "./world.js";

/** So long that nobody who waits for it would be taken for somebody to whom the call was handed over. */
const leaseMs = 20_000;

describe.runIf(redisAtHand)("an instance that is asked to stop", () => {
  const redis = useRedis();

  test.concurrent.each(["graph", "acs"] as const)(
    "hands its call over at once, and the caller does not notice, on %s",
    { tags: "instances/handover", timeout: 60_000 },
    async (provider) => {
      await using world = await World.start({ provider, redisUrl: redis().url, leaseMs, instances: 2 });
      const caller = new Caller(world.simulator);
      const collecting = await world.history.until(
        "the second key",
        (line) => line.kind === "told" && line.details.tone === "2",
      );
      const holder = world.instance(collecting.by);
      holder.signal("SIGTERM");
      const closed = await world.history.until("its end", (line) => line.kind === "closed");
      const taken = await world.history.until(
        "the takeover",
        (line) => line.kind === "claimed" && line.by !== holder.name,
      );
      expect(taken.at - closed.at).toBeLessThan(leaseMs / 4);
      await holder.gone();
      await waitUntil("the person", 20_000, () => caller.arrived);
      expect(await judgeCall(world, caller)).toEqual([]);
    },
  );

  test.concurrent.each(["graph", "acs"] as const)(
    "one after the other, four in a row, leaves one handler at work on the call, one PIN and one call to the door, on %s",
    { tags: "instances/one-recovery", timeout: 60_000 },
    async (provider) => {
      await using world = await World.start({ provider, redisUrl: redis().url, leaseMs, instances: 5 });
      const caller = new Caller(world.simulator, { keysInPin: false });
      let walker = await world.history.until("the question for the PIN", (line) => isStep(line, "pin"));
      await waitUntil("the prompt", 15_000, () => caller.heard.includes("pin"));
      for (const key of ["1", "2", "3", ""]) {
        if (key) caller.press(key);
        const gone = world.instance(walker.by);
        gone.signal("SIGTERM");
        await gone.gone();
        const since = world.history.lines().indexOf(walker);
        walker = await waitUntil("the takeover", 15_000, () =>
          world.history.lines().find((line, index) => index > since && isStep(line, "pin")),
        );
      }
      caller.press("4");
      await waitUntil("the person", 20_000, () => caller.arrived);
      const told = world.history.of("told").filter(({ type }) => type === "call-recovered");
      expect(told.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4]);
      expect(world.history.of("collected").filter(({ key }) => key === "pin-1")).toHaveLength(1);
      expect(caller.doorsOpened).toBe(1);
      expect(await judgeCall(world, caller)).toEqual([]);
    },
  );
});

function isStep(line: JournalLine, step: string): boolean {
  return line.kind === "step" && line.step === step;
}
