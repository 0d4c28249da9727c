import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { takeFromArchives } from "./packed.mjs";

test("a project that takes packages from archives cannot be published", () => {
  const project = mkdtempSync(join(tmpdir(), "packed-"));
  try {
    const manifest = join(project, "package.json");
    const dependencies = { "@trunkline/core": "^0.1.0", zod: "^4.6.7" };
    writeFileSync(manifest, JSON.stringify({ name: "bold-tel", dependencies }));
    takeFromArchives(project, { "@trunkline/core": "core" });
    expect(JSON.parse(readFileSync(manifest, "utf8"))).toEqual({
      name: "bold-tel",
      dependencies: { "@trunkline/core": "file:packed/core.tgz", zod: "^4.6.7" },
      private: true,
    });
  } finally {
    rmSync(project, { recursive: true });
  }
});
