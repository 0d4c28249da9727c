import { describe, expect, test } from "vitest";
import type { Failpoint } from "../bot/failpoints.js";
import { redisAtHand, useRedis } from "../processes/redis.fixture.js";
import { playMatrix } from "./play-matrix.js";

/** One failpoint of each kind, divided between the clouds; `npm run kill-matrix` tries them all on both. */
const chosen: Readonly<Record<"graph" | "acs", readonly string[]>> = {
  graph: ["callback accepting", "commit during", "request transfer after", "step door middle", "step hand-over middle"],
  acs: [
    "claim during",
    "request answer during",
    "handler call-connected start",
    "request addParticipant during",
    "step ask-person end",
  ],
};

describe.runIf(redisAtHand)("an instance is killed", () => {
  const redis = useRedis();

  test.concurrent.each(["graph", "acs"] as const)(
    "at failpoints of every kind: the call on %s goes on, and no promise is broken",
    { tags: ["instances/killed", "people/not-alone"], timeout: 240_000 },
    async (provider) => {
      const runs = await playMatrix({
        provider,
        redisUrl: redis().url,
        transfer: "warm",
        clusters: 1,
        choose: (points) => chosen[provider].map((name) => [middleOf(points, name)]),
      });
      expect(
        runs
          .filter(({ violations }) => violations.length > 0)
          .map(({ points, violations }) => ({ points, violations })),
      ).toEqual([]);
      expect(runs.filter(({ deaths }) => deaths === 0).map(({ points }) => points)).toEqual([]);
    },
  );
});

/** The middle one of all failpoints of a kind. */
function middleOf(points: readonly Failpoint[], name: string): Failpoint {
  const found = points.filter(({ site, moment }) => `${site} ${moment}` === name);
  const point = found[Math.floor(found.length / 2)];
  if (point) return point;
  throw new Error(`${name} is never reached`);
}
