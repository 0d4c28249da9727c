import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** The results of a flood. */
export interface Flood {
  /** How many requests got each status; 0: the connection broke, or the answer took too long. */
  readonly statuses: Readonly<Record<number, number>>;
  readonly sent: number;
  readonly ms: number;
}

/** How long the attacker waits for an answer, ms. */
const patienceMs = 100;

/** Sends requests at full speed on this many connections, until `until.done`. */
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

/** The heap in use after garbage collection, MB. */
export async function heapMb(): Promise<number> {
  if (typeof collectGarbage !== "function") throw new Error("This Node cannot collect garbage on demand.");
  for (let turn = 0; turn < 3; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
    collectGarbage();
  }
  return process.memoryUsage().heapUsed / 1024 / 1024;
}
