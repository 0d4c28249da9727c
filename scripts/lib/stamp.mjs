import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { at } from "./root.mjs";

/**
 * A digest of files by name and content, and of the machine's kind: a binary for another one is of no use here.
 *
 * @param {readonly string[]} paths relative to the root
 * @returns {string}
 */
export function digest(paths) {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch} ${process.versions.modules}`);
  for (const path of paths) hash.update(`\n${path}\n`).update(readFileSync(at(path)));
  return hash.digest("hex");
}

/**
 * A stamp says with which digest a step was last done. It lives in node_modules, and so goes when that goes.
 *
 * @param {string} name
 */
export function stamp(name) {
  const path = at("node_modules", ".trunkline", name);
  return {
    /** @param {string} value */
    is: (value) => existsSync(path) && readFileSync(path, "utf8") === value,
    /** @param {string} value */
    set: (value) => {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, value);
    },
  };
}
