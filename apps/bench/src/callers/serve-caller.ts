import { inParallel } from "../measure/in-parallel.js";
import { sampleOf } from "../measure/sample.js";
import { on, serve } from "../processes/serve.js";
import { type OperationName, operationRound } from "./exchanges.js";

/** Serves rounds of requests that need no preparation. */
export function serveCaller(operations: Readonly<Record<OperationName, () => Promise<unknown>>>): void {
  serve([
    on(operationRound, ({ operation, count, atOnce }) =>
      sampleOf(count, () => inParallel(count, atOnce, operations[operation])),
    ),
  ]);
}

/** Where the bots of the bare clients are called back; nobody calls there. No bot of ours is there either, or it would take their calls for its own. */
export const nowhere = "https://nobody.example.com/calls/one-of-them";
