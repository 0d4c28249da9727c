import { mergeConfig } from "vitest/config";
import base from "./vitest.config.js";

/**
 * For `npm run mutants`. Each mutant has a process of its own, so its test files may share the modules that they import: loading those anew for each
 * file takes most of the time. A mutant that hangs is noticed after five seconds.
 */
export default mergeConfig(base, { test: { isolate: false, testTimeout: 5_000, hookTimeout: 5_000 } });
