import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { providers } from "../kit/cast.js";
import { newReport, playRound } from "./play-round.js";

/** The number of callbacks, the first seed and the file for the report: set by the command that fuzzes for longer. */
const { FUZZ_COUNT = "3000", FUZZ_SEED = "1", FUZZ_REPORT } = process.env;
const count = Number(FUZZ_COUNT);
const report = newReport(Number(FUZZ_SEED));

/** How many changed callbacks one bot gets. */
const perRound = 1_500;

const onUnhandled = (reason: unknown) => void report.violations.push(`unhandled rejection: ${String(reason)}`);
beforeAll(() => void process.on("unhandledRejection", onUnhandled));
afterAll(() => {
  process.off("unhandledRejection", onUnhandled);
  if (FUZZ_REPORT) writeFileSync(FUZZ_REPORT, JSON.stringify(report));
});

test(`${count} changed callbacks are answered with 2xx or 4xx, and calls go on`, {
  tags: "endpoint/always-answered",
  timeout: 0,
}, async () => {
  const begun = performance.now();
  for (let round = 0; report.count < count && report.violations.length === 0; round++) {
    const provider = providers[round % providers.length] ?? "graph";
    const left = count - report.count;
    await playRound(provider, report.seed + round, Math.min(perRound, left), report);
  }
  report.ms = performance.now() - begun;
  expect(report.violations).toEqual([]);
});
