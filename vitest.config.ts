import { defineConfig } from "vitest/config";

/** Tests run against the sources of the workspace's packages: no build stands between an edit and its test. */
export default defineConfig({
  resolve: { conditions: ["@trunkline/source", "node", "development|production"] },
  ssr: { resolve: { conditions: ["@trunkline/source", "node", "development|production"] } },
  test: {
    include: ["packages/**/*.test.ts", "apps/**/*.test.ts", "docs/**/*.test.ts", "scripts/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    pool: "threads",
  },
});
