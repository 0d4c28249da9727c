import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { at } from "./root.mjs";
import { run } from "./run.mjs";

/**
 * Packs a package as it would be published, and has publint and attw look at the very archive.
 *
 * @param {string} folder of a built package, relative to the root
 * @returns {Promise<import("./step.mjs").Outcome>}
 */
export async function packageShape(folder) {
  const scratch = mkdtempSync(join(tmpdir(), "package-shape-"));
  const archive = join(scratch, "package.tgz");
  try {
    const packed = await run("pnpm", ["--dir", at(folder), "pack", "--out", archive]);
    if (!packed.ok) return packed;
    const publint = await run("publint", ["run", archive, "--strict"]);
    if (!publint.ok) return publint;
    return await run("attw", [archive, "--profile", "esm-only", "--no-emoji"]);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}
