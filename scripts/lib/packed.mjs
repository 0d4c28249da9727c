import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { at, root } from "./files.mjs";
import { run } from "./run.mjs";

/** What an adapter outside this repository is built on, by name. */
export const forAdapters = { "@trunkline/core": "core", "@trunkline/conformance": "conformance" };

/**
 * Packs packages as they would be published.
 *
 * @param {Readonly<Record<string, string>>} packages the folders in `packages`, by the names of the packages
 * @param {string} folder where the archives go
 * @returns {Promise<import("./step.mjs").Outcome>}
 */
export async function pack(packages, folder) {
  mkdirSync(folder, { recursive: true });
  for (const name of Object.values(packages)) {
    const packed = await run("pnpm", ["--dir", at("packages", name), "pack", "--out", join(folder, `${name}.tgz`)]);
    if (!packed.ok) return packed;
  }
  return { ok: true, output: "" };
}

/**
 * Has a project take packages from their archives in its folder `packed`, and not from the registry. It cannot be published so: npm refuses what is
 * private.
 *
 * @param {string} project
 * @param {Readonly<Record<string, string>>} packages
 */
export function takeFromArchives(project, packages) {
  const path = join(project, "package.json");
  const manifest = JSON.parse(readFileSync(path, "utf8"));
  for (const [name, folder] of Object.entries(packages))
    for (const kind of ["dependencies", "devDependencies"])
      if (manifest[kind]?.[name]) manifest[kind][name] = `file:packed/${folder}.tgz`;
  manifest.private = true;
  writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`);
}

/**
 * Runs a command as in a terminal in another folder: nothing of this repository is on its path.
 *
 * @param {string} cwd
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Promise<import("./step.mjs").Outcome>}
 */
export function runOutside(cwd, command, args) {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD$|NODE_PATH$|VITEST)/i.test(name));
  const path = (process.env.PATH ?? "").split(delimiter).filter((entry) => !entry.startsWith(root));
  const env = { ...Object.fromEntries(inherited), PATH: path.join(delimiter), CI: "true" };
  return new Promise((resolve) => {
    const shell = process.platform === "win32";
    const child = spawn(command, args, { cwd, env, shell, stdio: ["ignore", "pipe", "pipe"] });
    /** @type {Buffer[]} */
    const chunks = [];
    child.stdout.on("data", (chunk) => chunks.push(chunk));
    child.stderr.on("data", (chunk) => chunks.push(chunk));
    child.on("error", (error) => resolve({ ok: false, output: `${command}: ${error.message}\n` }));
    child.on("close", (code) => resolve({ ok: code === 0, output: Buffer.concat(chunks).toString() }));
  });
}
