import { describe, expect, test } from "vitest";
import { readTiming, timingFrom, withInstant } from "./timing.js";

const minuteMs = 60_000;
const begun = timingFrom(1000);
/** The provider's clock is ten minutes behind ours. */
const byProvider = (at: number) => ({ at: at - 10 * minuteMs, arrivedAt: at + 50 });

describe("a duration is by one clock", () => {
  const connected = withInstant(begun, "connected", byProvider(2000));

  test("by the provider's, where it reported both times", () => {
    const late = { at: 5000 - 10 * minuteMs, arrivedAt: 9000 };
    expect(readTiming(withInstant(connected, "ended", late), 10_000)).toMatchObject({
      connectedAt: new Date(2000 - 10 * minuteMs),
      endedAt: new Date(5000 - 10 * minuteMs),
      connectedMs: 3000,
      clocks: { connectedAt: "provider", endedAt: "provider" },
    });
  });

  test("by the arrivals here, where it reported only one of them", () => {
    const ended = readTiming(withInstant(connected, "ended", { at: 5050 }), 10_000);
    expect([ended.connectedMs, ended.clocks.connectedAt, ended.clocks.endedAt]).toEqual([3000, "provider", "ours"]);
    const first = withInstant(begun, "connected", { at: 2000 });
    expect(readTiming(withInstant(first, "ended", byProvider(5000)), 10_000).connectedMs).toBe(3050);
  });

  test("up to now by ours, while the call is connected", () => {
    expect(readTiming(connected, 4050).connectedMs).toBe(2000);
    // The machine's clock was set back.
    expect(readTiming(connected, 0).connectedMs).toBe(0);
  });
});

test("a call that was never connected has been connected for 0 ms", () => {
  expect(readTiming(withInstant(begun, "ended", { at: 9000 }), 10_000)).toEqual({
    startedAt: new Date(1000),
    ringingAt: undefined,
    answeredAt: undefined,
    connectedAt: undefined,
    endedAt: new Date(9000),
    connectedMs: 0,
    clocks: { startedAt: "ours", ringingAt: undefined, answeredAt: undefined, connectedAt: undefined, endedAt: "ours" },
  });
});

test("an instant is set once", () => {
  const once = withInstant(begun, "connected", { at: 2000 });
  expect(withInstant(once, "connected", { at: 1500 })).toBe(once);
  expect(withInstant(once, "connected", byProvider(3000))).toBe(once);
});

test("a time from before an earlier stage counts as the time of that stage, on each clock by itself", () => {
  const connected = withInstant(begun, "connected", { at: 50, arrivedAt: 2000 });
  expect(withInstant(connected, "ended", { at: 40, arrivedAt: 1900 }).ended).toEqual({ ours: 2000, provider: 50 });
  expect(withInstant(begun, "ringing", { at: 900 }).ringing).toEqual({ ours: 1000, provider: undefined });
});
