import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import promises from "./docs/promises.json" with { type: "json" };

/** Tests run against the sources of the workspace's packages: no build stands between an edit and its test. */
export default defineConfig({
  resolve: { conditions: ["@trunkline/source", "node", "development|production"] },
  ssr: { resolve: { conditions: ["@trunkline/source", "node", "development|production"] } },
  test: {
    include: ["packages/**/*.test.ts", "apps/**/*.test.ts", "docs/**/*.test.ts", "scripts/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    pool: "threads",
    // Vitest leaves one processor free. Of two, both are used: many tests wait for other processes.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // A tag names the promise that a test proves; an unknown one is an error.
    tags: promises.flatMap((section) =>
      Object.entries(section.promises).map(([name, description]) => ({ name, description })),
    ),
    // A test that takes a second may take ten on a busy machine. One that hangs fails all the same.
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
