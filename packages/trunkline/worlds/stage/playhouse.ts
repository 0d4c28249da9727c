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
}

export async function openPlayhouse(): Promise<Playhouse> {
  const clock = worldClock();
  const simulator = await startSimulator({ clock: clock.cloud, people });
  const requests = countOpenRequests();
  let works = 0;
  const busy = () => simulator.busy || works > 0 || requests.count > 0;
  // Between what is counted here there is nothing but promises that are kept at once: three quiet turns of the event loop are plenty.
  clock.settle = async () => {
    for (let quiet = 0; quiet < 3; quiet = busy() ? 0 : quiet + 1)
      await new Promise<void>((resolve) => setImmediate(resolve));
  };
  return {
    simulator,
    clock,
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
