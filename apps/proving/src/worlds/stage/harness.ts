import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Clock } from "@trunkline/core";
import { startSimulator } from "@trunkline/simulator";
import { people } from "../../scenarios/kit/cast.js";
import { simulated, type WorldCloud, type WorldProvider } from "./cloud.js";
import { rentedLineCloud } from "./rented-line-cloud.js";

/** One simulator for all the worlds of a run, because starting one costs more than playing a world. */
export interface Harness extends AsyncDisposable {
  readonly clouds: Readonly<Record<WorldProvider, WorldCloud>>;
  readonly clock: WorldClock;
  /** Stops time until the work is done. */
  during(work: Promise<unknown>): void;
  /** A callback that may wait for a store: time continues while the store fails. */
  callback<T>(answer: Promise<T>, fails: () => boolean): Promise<T>;
}

/** How many quiet turns of the event loop count as settled: three, or more while a callback may be waiting for the store. */
const quietTurns = 3;
const patientTurns = 40;
/** How long a callback may take when nothing else goes on, ms of real time. One that takes longer waits for the clock: for the announcement of its call. */
const callbackMs = 250;

export async function openHarness(): Promise<Harness> {
  const clock = worldClock();
  const simulator = await startSimulator({ clock: clock.cloud, people });
  const clouds = {
    graph: simulated(simulator, "graph"),
    acs: simulated(simulator, "acs"),
    "rented-line": rentedLineCloud(clock.cloud),
  };
  const requests = countOpenRequests();
  let works = 0;
  const callbacks = new Set<() => boolean>();
  const waits = () => [...callbacks].some((fails) => fails());
  const working = () => works > 0 || requests.count > 0;
  // Everything between the counted operations is promises that resolve at once: three quiet turns of the event loop are plenty.
  clock.settle = async () => {
    let [quiet, last] = [0, performance.now()];
    while (quiet < (waits() ? patientTurns : quietTurns)) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      const inFlight = simulator.inFlight || clouds["rented-line"].inFlight;
      const answering = inFlight && !waits();
      if (working() || !answering) last = performance.now();
      quiet = working() || (answering && performance.now() - last < callbackMs) ? 0 : quiet + 1;
    }
  };
  return {
    clouds,
    clock,
    async callback(answer, fails) {
      // A waiting callback keeps waiting when the store answers again, until it looks again, which depends on the clock.
      let waiting = false;
      const own = () => {
        waiting ||= fails();
        return waiting;
      };
      callbacks.add(own);
      return answer.finally(() => callbacks.delete(own));
    },
    during(work) {
      works++;
      void work.finally(() => works--);
    },
    async [Symbol.asyncDispose]() {
      requests.stop();
      await simulator.close();
    },
  };
}

/** Counts the open requests of this process, as its HTTP client reports them. */
function countOpenRequests(): { readonly count: number; stop(): void } {
  let count = 0;
  const begun = () => void count++;
  const over = () => void count--;
  const channels = [
    ["undici:request:create", begun],
    ["undici:request:trailers", over],
    ["undici:request:error", over],
  ] as const;
  for (const [channel, listener] of channels) subscribe(channel, listener);
  return {
    get count() {
      return count;
    },
    stop() {
      for (const [channel, listener] of channels) unsubscribe(channel, listener);
    },
  };
}

/** Collects unhandled rejections. */
export function watchRejections(): { stop(): Promise<readonly string[]> } {
  const seen: string[] = [];
  const note = (reason: unknown) =>
    void seen.push(reason instanceof Error ? (reason.stack ?? reason.message) : String(reason));
  process.on("unhandledRejection", note);
  return {
    async stop() {
      await new Promise<void>((resolve) => setImmediate(resolve));
      process.off("unhandledRejection", note);
      return seen;
    },
  };
}

type Side = "cloud" | "bot";

/** A clock that stands still until it is advanced, with separate timers for the cloud and the bot. */
export interface WorldClock extends Clock {
  readonly cloud: Clock;
  readonly bot: Clock;
  /** How many timers of the bot are pending. */
  readonly pending: number;
  /** Advances by this many ms, from timer to timer; after each, `settle` is awaited. */
  advance(ms: number): Promise<void>;
  /** Waits for the work between two timers. */
  settle: () => Promise<void>;
}

interface Timer {
  readonly at: number;
  readonly side: Side;
  readonly run: () => void;
}

function worldClock(start: number = Date.UTC(2026, 0, 1)): WorldClock {
  /** In the order they are due. */
  const timers: Timer[] = [];
  let now = start;
  const face = (side: Side): Clock => ({
    now: () => now,
    setTimer(ms, run) {
      const timer: Timer = { at: now + Math.max(ms, 0), side, run };
      const later = timers.findIndex(({ at }) => at > timer.at);
      timers.splice(later < 0 ? timers.length : later, 0, timer);
      return () => {
        const index = timers.indexOf(timer);
        if (index >= 0) timers.splice(index, 1);
      };
    },
  });
  const cloud = face("cloud");
  const clock: WorldClock = {
    ...cloud,
    cloud,
    bot: face("bot"),
    get pending() {
      return timers.filter(({ side }) => side === "bot").length;
    },
    settle: async () => {},
    async advance(ms) {
      const until = now + ms;
      await clock.settle();
      for (let [next] = timers; next && next.at <= until; [next] = timers) {
        timers.shift();
        now = Math.max(now, next.at);
        next.run();
        await clock.settle();
      }
      now = until;
    },
  };
  return clock;
}
