import { expect, test } from "vitest";
import { type Deferred, deferred } from "../base/once.js";
import { MediaLane } from "./media-lane.js";

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
const drop = () => {};

/** Works that end when a test says so. */
function stage() {
  const lane = new MediaLane();
  const log: string[] = [];
  const ends = new Map<string, Deferred<void>>();
  const run = (name: string, entry: Partial<Parameters<MediaLane["run"]>[1]> = {}) => {
    const end = deferred<void>();
    ends.set(name, end);
    return lane.run(
      async () => {
        log.push(name);
        await end.promise;
        return name;
      },
      { drop, ...entry },
    );
  };
  return { lane, log, run, end: (name: string) => ends.get(name) };
}

test("one use runs at a time, in the order of the requests", async () => {
  const { log, run, end } = stage();
  const first = run("a");
  void run("b");
  await settle();
  expect(log).toEqual(["a"]);
  end("a")?.resolve();
  expect(await first).toBe("a");
  await settle();
  expect(log).toEqual(["a", "b"]);
});

test("a use that fails does not affect the others", async () => {
  const { log, run, end } = stage();
  const first = run("a");
  void run("b");
  end("a")?.reject(new Error("broken"));
  await expect(first).rejects.toThrow("broken");
  await settle();
  expect(log).toEqual(["a", "b"]);
});

test("an endless use gives way when another one comes", async () => {
  const { run, end, log } = stage();
  let asked = 0;
  const giveWay = async () => {
    asked++;
    end("music")?.resolve();
  };
  void run("music", { giveWay });
  await settle();
  expect(asked).toBe(0);
  void run("next");
  await settle();
  expect([asked, log]).toEqual([1, ["music", "next"]]);
});

test("an endless use gives way before it begins when another one waits already", async () => {
  const { run, end } = stage();
  let asked = 0;
  void run("first");
  void run("music", {
    giveWay: async () => {
      asked++;
    },
  });
  void run("next");
  end("first")?.resolve();
  await settle();
  expect(asked).toBe(1);
});

test("a new use waits until media are stopped, even if the stop fails", async () => {
  const { lane, log, run } = stage();
  const stops = [deferred<void>(), deferred<void>()];
  for (const stop of stops) lane.stopping(stop.promise);
  void run("next");
  await settle();
  stops[0]?.reject(new Error("refused"));
  await settle();
  expect(log).toEqual([]);
  stops[1]?.resolve();
  await settle();
  expect(log).toEqual(["next"]);
});

test("dropping reaches the current use and those that wait, and none that has ended", async () => {
  const { lane, run, end } = stage();
  const notified: string[] = [];
  const entry = (name: string) => ({ drop: () => void notified.push(name) });
  const gone = run("gone", entry("gone"));
  end("gone")?.resolve();
  await gone;
  void run("there", entry("there"));
  void run("waiting", entry("waiting"));
  await settle();
  lane.drop();
  expect(notified.sort()).toEqual(["there", "waiting"]);
});
