import { useEffect, useState, useSyncExternalStore } from "react";
import type { PersonView, SimState } from "../../src/control/protocol.js";
import type { LinkStatus } from "../link/event-stream.js";
import type { SimControl } from "../link/sim-control.js";
import { noView, reduceSim, type SimView, simNow } from "./sim-view.js";

/** The simulator as it is now. */
export function useSimulator(control: SimControl): Followed {
  const [follower] = useState(() => followSim(control, Date.now));
  return useSyncExternalStore(follower.subscribe, follower.current);
}

interface Followed {
  readonly view: SimView;
  readonly status: LinkStatus;
}

/** Keeps a view of the simulator up to date; for `useSyncExternalStore`. */
interface Follower {
  subscribe(listener: () => void): () => void;
  current(): Followed;
}

/** Follows while there are listeners. A gap in the numbers makes it read everything again. */
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

/** The simulator's time, looked at every `everyMs` while `running`. */
export function useSimNow(view: SimView, running: boolean, everyMs = 250): number {
  const [, look] = useState(0);
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => look((count) => count + 1), everyMs);
    return () => clearInterval(timer);
  }, [running, everyMs]);
  return simNow(view, Date.now());
}

const KEY = "trunkline-person";

interface WhoAmI {
  readonly person: PersonView | undefined;
  /** Other people whose phones ring now. */
  readonly ringing: readonly PersonView[];
  setPerson(personId: string): void;
}

/** Who holds the phone: kept for this tab, so that two tabs can be two people. */
export function usePerson(state: SimState | undefined, first?: string): WhoAmI {
  const [chosen, setChosen] = useState(() => sessionStorage.getItem(KEY) ?? undefined);
  const people = state?.people ?? [];
  const find = (id: string | undefined) => people.find((one) => one.id === id);
  const person = find(chosen) ?? find(first) ?? people[0];
  const ringing = people.filter((one) => one !== person && one.hears.some(({ sound }) => sound.kind === "ringing"));
  const setPerson = (personId: string) => {
    sessionStorage.setItem(KEY, personId);
    setChosen(personId);
  };
  return { person, ringing, setPerson };
}
