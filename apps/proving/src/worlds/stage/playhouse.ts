import { type Simulator, startSimulator } from "@trunkline/simulator";
import { people } from "../../scenarios/kit/cast.js";
import { countOpenRequests } from "./open-requests.js";
import { type WorldClock, worldClock } from "./world-clock.js";

/** One simulator for all the worlds of a run: starting one costs more than playing a world. */
export interface Playhouse extends AsyncDisposable {
  readonly simulator: Simulator;
  readonly clock: WorldClock;
  /** Time stands still until it is done. */
  during(work: Promise<unknown>): void;
  /** A callback that may wait for a store: while the store fails, time goes on. */
  callback<T>(answer: Promise<T>, fails: () => boolean): Promise<T>;
}

/** Turns of the event loop without anything under way: three, or more where a callback under way may be waiting, or may not. */
const quietTurns = 3;
const patientTurns = 40;

export async function openPlayhouse(): Promise<Playhouse> {
  const clock = worldClock();
  const simulator = await startSimulator({ clock: clock.cloud, people });
  const requests = countOpenRequests();
  let works = 0;
  const callbacks = new Set<() => boolean>();
  const waits = () => [...callbacks].some((fails) => fails());
  const busy = () => (simulator.inFlight && !waits()) || works > 0 || requests.count > 0;
  // Between what is counted here there is nothing but promises that are kept at once: three quiet turns of the event loop are plenty.
  clock.settle = async () => {
    for (let quiet = 0; quiet < (waits() ? patientTurns : quietTurns); quiet = busy() ? 0 : quiet + 1)
      await new Promise<void>((resolve) => setImmediate(resolve));
  };
  return {
    simulator,
    clock,
    async callback(answer, fails) {
      // One that waits goes on waiting when the store answers again: until its next look, which is a matter of the clock.
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
