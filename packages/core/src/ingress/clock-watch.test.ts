import { expect, test } from "vitest";
import { ClockDifference } from "../base/clock-difference.js";
import type { Log } from "../telemetry/log.js";
import { CallingError } from "../words/calling-error.js";
import { ClockWatch } from "./clock-watch.js";

const noon = Date.UTC(2026, 10, 30, 12);

function watch() {
  const lines: string[] = [];
  const log: Log = (line, fields) => void lines.push(`${line} ${"aheadMs" in fields ? fields.aheadMs : ""}`);
  return { clocks: new ClockWatch(log), lines };
}

test("a first delivery has just begun to ring, regardless of the clocks", () => {
  const { clocks } = watch();
  for (const at of [noon, noon - 29_000, noon + 29_000, noon - 3_600_000, noon + 3_600_000])
    expect(clocks.ageOf("p", { at, redelivered: false }, noon)).toBe(0);
});

test("where the provider does not count its deliveries, the arrival counts within five minutes, and the event's time beyond", () => {
  const { clocks } = watch();
  expect(clocks.ageOf("p", { at: noon - 300_000 }, noon)).toBe(0);
  expect(clocks.ageOf("p", { at: noon - 300_001 }, noon)).toBe(300_001);
  expect(clocks.ageOf("p", { at: noon + 3_600_000 }, noon)).toBe(0);
});

test("a delivery that comes again is as old as its time says, less the difference of the clocks", () => {
  const { clocks } = watch();
  clocks.arrived("p", { at: noon, redelivered: false }, noon + 29_300);
  clocks.arrived("p", { at: noon, redelivered: false }, noon + 29_000);
  clocks.arrived("p", { at: noon, redelivered: true }, noon + 10);
  expect(clocks.ageOf("p", { at: noon, redelivered: true }, noon + 39_000)).toBe(10_000);
  expect(clocks.ageOf("p", { at: noon, redelivered: true }, noon + 28_000)).toBe(0);
});

test("as long as nothing is known of the other clock, the arrival of a delivery that comes again counts too", () => {
  const { clocks } = watch();
  expect(clocks.ageOf("p", { at: noon, redelivered: true }, noon + 29_000)).toBe(0);
});

test("a clock that was set right is followed within eight deliveries", () => {
  const { clocks } = watch();
  for (let times = 0; times < 8; times++) clocks.arrived("p", { at: noon, redelivered: false }, noon - 60_000);
  for (let times = 0; times < 8; times++) clocks.arrived("p", { at: noon, redelivered: false }, noon);
  expect(clocks.ageOf("p", { at: noon, redelivered: true }, noon + 10_000)).toBe(10_000);
});

test("a difference is logged once for each provider, with its sign", () => {
  const { clocks, lines } = watch();
  for (const provider of ["p", "q", "p", "q"]) {
    clocks.arrived(provider, { at: noon, redelivered: false }, noon + 29_000);
    clocks.arrived(provider, { at: noon, redelivered: false }, noon - 29_000);
  }
  expect(lines).toEqual(["clockDiffers 29000", "clockDiffers 29000"]);
});

test("a small difference, or the delay of a single event, does not count as a difference", () => {
  const { clocks, lines } = watch();
  clocks.arrived("p", { at: noon }, noon + 60_000);
  clocks.arrived("p", { at: noon }, noon + 300);
  clocks.arrived("p", { at: noon }, noon + 90_000);
  clocks.arrived("q", { at: noon, redelivered: false }, noon - 1_900);
  clocks.arrived("q", { at: noon, redelivered: true }, noon + 90_000);
  expect(lines).toEqual([]);
});

test("events without a time of their own say nothing", () => {
  const { clocks, lines } = watch();
  for (let times = 0; times < 3; times++) clocks.arrived("p", { at: noon }, noon + 29_000);
  clocks.arrived("p", { at: noon }, noon);
  expect(lines).toEqual(["clockDiffers 29000"]);
  expect(clocks.ageOf("p", { at: noon, redelivered: true }, noon + 29_000)).toBe(0);
});

test("a token from the future, or one that has run out, shows a difference; a few milliseconds do not", () => {
  const token = { role: "callback", validFrom: noon, validUntil: noon + 3_600_000 };
  for (const [arrivedAt, expected] of [
    [noon - 2000, ["clockDiffers -2000"]],
    [noon + 3_605_000, ["clockDiffers 5000"]],
    [noon, []],
    [noon + 3_600_000, []],
    [noon - 1999, []],
    [noon + 3_604_999, []],
  ] as const) {
    const { clocks, lines } = watch();
    clocks.verified("p", token, arrivedAt);
    clocks.verified("p", { role: "callback" }, arrivedAt);
    expect(lines).toEqual(expected);
  }
});

test("that callbacks are refused for their time is said at once, and then once in ten minutes", () => {
  const { clocks, lines } = watch();
  const error = new CallingError("unavailable", "expired", { cause: new ClockDifference(3_600_000) });
  for (const ms of [0, 0, 1, 599_999, 600_000]) clocks.refused("p", error, noon + ms);
  clocks.refused("p", new CallingError("unavailable", "the store is away"), noon);
  expect(lines).toEqual(["clockWrong 3600000", "clockWrong 3600000"]);
});

test.each([
  ["two seconds behind", false, [2_000], true],
  ["less than two seconds behind", false, [1_999], false],
  ["five seconds ahead, in a first delivery", false, [-5_000], true],
  ["less than five seconds ahead", false, [-4_999], false],
  ["five seconds ahead, where deliveries are not counted", undefined, [-5_000], false],
  ["five seconds ahead in two of them", undefined, [-5_000, -6_000], false],
  ["five seconds ahead in three of them", undefined, [-5_000, -6_000, -7_000], true],
  ["five seconds ahead in two of three", undefined, [-5_000, -6_000, -4_999], false],
] as const)("%s is noteworthy or not", (_, redelivered, differences, noted) => {
  const { clocks, lines } = watch();
  for (const difference of differences)
    clocks.arrived("p", { at: noon + difference, ...(redelivered === undefined ? {} : { redelivered }) }, noon);
  expect(lines.length > 0).toBe(noted);
});

test("callbacks refused for their time are logged again after the clock was set back", () => {
  const { clocks, lines } = watch();
  const error = new CallingError("unavailable", "expired", { cause: new ClockDifference(3_600_000) });
  for (const ms of [0, -1]) clocks.refused("p", error, noon + ms);
  clocks.refused("q", error, noon);
  expect(lines).toHaveLength(3);
});
