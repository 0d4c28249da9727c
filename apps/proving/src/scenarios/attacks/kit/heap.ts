import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

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
