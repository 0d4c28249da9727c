import { expect, test } from "vitest";
import { manualClock, wait } from "./clock.js";

test("it stands still until it is advanced", async () => {
  const clock = manualClock({ start: 1000 });
  await new Promise((resolve) => setTimeout(resolve, 2));
  expect(clock.now()).toBe(1000);
  await clock.advance(50);
  expect(clock.now()).toBe(1050);
});

test("timers run in order of their times, and those of the same time in the order in which they were set", async () => {
  const clock = manualClock({ start: 0 });
  const ran: string[] = [];
  for (const [name, ms] of [
    ["b", 20],
    ["a", 10],
    ["c", 20],
    ["d", 31],
  ] as const)
    clock.setTimer(ms, () => void ran.push(`${name}@${clock.now()}`));
  await clock.advance(30);
  expect(ran).toEqual(["a@10", "b@20", "c@20"]);
  await clock.advance(1);
  expect(ran.at(-1)).toBe("d@31");
});

test("a timer that is due at once never runs while it is being set", async () => {
  const clock = manualClock();
  let ran = 0;
  clock.setTimer(0, () => ran++);
  clock.setTimer(-5, () => ran++);
  expect(ran).toBe(0);
  await clock.advance(0);
  expect(ran).toBe(2);
});

test("a canceled timer does not run, and canceling it again does nothing", async () => {
  const clock = manualClock();
  let ran = false;
  const cancel = clock.setTimer(5, () => {
    ran = true;
  });
  cancel();
  cancel();
  await clock.advance(10);
  expect(ran).toBe(false);
});

test("timers set while the clock advances run if they are due by its end", async () => {
  const clock = manualClock({ start: 0 });
  const ran: number[] = [];
  const again = () => {
    ran.push(clock.now());
    clock.setTimer(10, again);
  };
  clock.setTimer(10, again);
  await clock.advance(35);
  expect(ran).toEqual([10, 20, 30]);
});

test("between two timers it lets promises go on", async () => {
  const clock = manualClock({ start: 0 });
  const seen: number[] = [];
  void (async () => {
    for (let times = 0; times < 3; times++) {
      await wait(clock, 10);
      seen.push(clock.now());
    }
  })();
  await clock.advance(30);
  expect(seen).toEqual([10, 20, 30]);
});

test("a wait that is stopped rejects with the reason and leaves no timer and no listener behind", async () => {
  const clock = manualClock();
  const stop = new AbortController();
  const waiting = wait(clock, 10, stop.signal);
  stop.abort(new Error("enough"));
  await expect(waiting).rejects.toThrow("enough");
  await expect(wait(clock, 10, stop.signal)).rejects.toThrow("enough");
});
