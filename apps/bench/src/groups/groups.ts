import type { Group } from "./group.js";
import { ingest } from "./ingest.js";
import { growth, memory } from "./live-calls.js";
import { operations } from "./operations.js";
import { simulator } from "./simulator.js";
import { startUp } from "./start-up.js";
import { store } from "./store.js";
import { wholeCall } from "./whole-call.js";

/** All groups, in the order of the report. */
export const groups: readonly Group[] = [operations, wholeCall, ingest, memory, growth, startUp, store, simulator];
