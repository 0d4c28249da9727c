import { expect, test } from "vitest";
import { fuzzSummary } from "./fuzz-summary.mjs";

test("a run is told by kind of change and status, with the slowest and what must not happen", () => {
  const text = fuzzSummary({
    seed: 7,
    count: 5,
    ms: 2_000,
    statuses: { structure: { "200": 2, "400": 1 }, cut: { "400": 2 } },
    slowest: [{ ms: 12.5, what: "acs seed 7" }],
    violations: ["acs seed 7: answered 500"],
  });
  expect(text.split("\n").map((line) => line.replace(/ +/g, " ").trim())).toEqual([
    "5 changed callbacks from seed 7 in 2 s (3 a second)",
    "",
    "change 200 400",
    "cut 0 2",
    "structure 2 1",
    "all 2 3",
    "",
    "slowest:",
    "12.5 ms acs seed 7",
    "",
    "violations: 1",
    "acs seed 7: answered 500",
  ]);
});
