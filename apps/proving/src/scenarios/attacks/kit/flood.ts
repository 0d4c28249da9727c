import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** What a flood did. */
export interface Flood {
  /** How many requests were answered, by status; 0: the connection broke, or the stranger would not wait any longer. */
  readonly statuses: Readonly<Record<number, number>>;
  readonly sent: number;
  readonly ms: number;
}

/** How long a stranger waits for an answer, ms. */
const patienceMs = 100;

/** Sends requests at full speed from so many connections, until it is told to stop. */
export async function flood(
  connections: number,
  next: (index: number) => Request,
  until: { readonly done: boolean },
): Promise<Flood> {
  const statuses: Record<number, number> = {};
  let sent = 0;
  const begun = performance.now();
  const one = async () => {
    while (!until.done) {
      const status = await fetch(next(sent++), { signal: AbortSignal.timeout(patienceMs) }).then(
        async (response) => {
          await response.arrayBuffer();
          return response.status;
        },
        () => 0,
      );
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  return { statuses, sent, ms: performance.now() - begun };
}

setFlagsFromString("--expose-gc");
const collectGarbage: unknown = runInNewContext("gc");

/** What is in use on the heap once everything that nobody needs is gone, MB. */
export async function heapMb(): Promise<number> {
  if (typeof collectGarbage !== "function") throw new Error("This Node does not let garbage be collected on demand.");
  for (let turn = 0; turn < 3; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
    collectGarbage();
  }
  return process.memoryUsage().heapUsed / 1024 / 1024;
}
