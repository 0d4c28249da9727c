import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { type Simulator, startSimulator } from "@trunkline/simulator";
import { people } from "../../scenarios/kit/cast.js";
import { type WorldClock, worldClock } from "./world-clock.js";

/** One simulator for all the worlds of a run: starting one costs more than playing a world. */
export interface Harness extends AsyncDisposable {
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

export async function openHarness(): Promise<Harness> {
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

/** Counts the requests of this process that have no answer yet, as its HTTP client tells of them. */
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

/** Looks out for promises that reject and that nobody handles. */
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
