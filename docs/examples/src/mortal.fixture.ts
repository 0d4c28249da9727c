import type { Clock, Store } from "@trunkline/core";

/** What an instance lives on. `kill()` takes it all away at once, as `kill -9` does: nothing is said to anybody. */
export interface Mortal {
  readonly clock: Clock;
  readonly store: Store;
  kill(): void;
}

/** An instance's own hands on a clock and a store that outlive it. */
export function mortal(clock: Clock, store: Store): Mortal {
  let dead = false;
  const whileAlive = <A extends unknown[], T>(work: (...args: A) => Promise<T>) => {
    return (...args: A) => (dead ? new Promise<T>(() => {}) : work(...args));
  };
  return {
    clock: {
      now: () => clock.now(),
      setTimer: (ms, run) =>
        clock.setTimer(ms, () => {
          if (!dead) run();
        }),
    },
    store: {
      inProcess: true,
      accept: whileAlive(store.accept),
      claim: whileAlive(store.claim),
      commit: whileAlive(store.commit),
      renew: whileAlive(store.renew),
      read: whileAlive(store.read),
      bind: whileAlive(store.bind),
      resolve: whileAlive(store.resolve),
      list: whileAlive(store.list),
      close: whileAlive(store.close),
      watch: whileAlive((changed) =>
        store.watch((...hint) => {
          if (!dead) changed(...hint);
        }),
      ),
    },
    kill() {
      dead = true;
    },
  };
}
