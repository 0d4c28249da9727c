import { defineConfig } from "vitest/config";

/** Tests run against the sources of the workspace's packages: no build stands between an edit and its test. */
export default defineConfig({
  resolve: { conditions: ["@trunkline/source", "node", "development|production"] },
  ssr: { resolve: { conditions: ["@trunkline/source", "node", "development|production"] } },
  test: {
    include: ["packages/**/*.test.ts", "apps/**/*.test.ts", "docs/**/*.test.ts", "scripts/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    pool: "threads",
    // What takes a second may take ten on a machine that does much else. What hangs fails all the same.
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
