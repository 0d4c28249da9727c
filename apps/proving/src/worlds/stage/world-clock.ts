import type { Clock } from "@trunkline/core";

type Side = "cloud" | "bot";

/** A clock that stands still until it is moved, with a face for either side. */
export interface WorldClock extends Clock {
  readonly cloud: Clock;
  readonly bot: Clock;
  /** How many timers of the bot are still to come. */
  readonly pending: number;
  /** Goes on by so many ms, from timer to timer; after each, `settle` is awaited. */
  advance(ms: number): Promise<void>;
  /** Told what to wait for between two timers. */
  settle: () => Promise<void>;
}

interface Timer {
  readonly at: number;
  readonly side: Side;
  readonly run: () => void;
}

export function worldClock(start: number = Date.UTC(2026, 0, 1)): WorldClock {
  /** In the order in which they are due. */
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
