import type { LinkStatus } from "../link/event-stream.js";
import type { SimControl } from "../link/sim-control.js";
import { noView, reduceSim, type SimView } from "./sim-view.js";

export interface Followed {
  readonly view: SimView;
  readonly status: LinkStatus;
}

/** Keeps a view of the simulator up to date; for `useSyncExternalStore`. */
export interface Follower {
  subscribe(listener: () => void): () => void;
  current(): Followed;
}

/** Follows while somebody listens. A gap in the numbers makes it read everything again. */
export function followSim(control: Pick<SimControl, "follow">, now: () => number): Follower {
  const listeners = new Set<() => void>();
  let followed: Followed = { view: noView, status: "connecting" };
  const set = (change: Partial<Followed>) => {
    followed = { ...followed, ...change };
    for (const listener of [...listeners]) listener();
  };
  let close: (() => void) | undefined;

  const start = () => {
    const stream = control.follow(
      (message) => {
        const view = reduceSim(followed.view, message, now());
        set({ view });
        if (view.gap) stream.restart();
      },
      (status) => set({ status }),
    );
    close = stream.close;
  };
  return {
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) start();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) close?.();
      };
    },
    current: () => followed,
  };
}
