import { americanSpelling } from "./american-spelling.mjs";
import { documentedCommands } from "./documented-commands.mjs";
import { fileSize } from "./file-size.mjs";
import { noTraces } from "./no-traces.mjs";
import { oldestNode } from "./oldest-node.mjs";
import { providerNames } from "./provider-names.mjs";
import { putOff } from "./put-off.mjs";

/**
 * The rules of the house that no existing tool checks. Biome, knip and dependency-cruiser (`scripts/architecture`) check the others.
 *
 * @type {readonly import("./project.mjs").Rule[]}
 */
export const rules = [providerNames, fileSize, putOff, noTraces, americanSpelling, documentedCommands, oldestNode];

/**
 * @param {import("./project.mjs").Violation} violation
 * @returns {string}
 */
export function describeViolation({ path, line, message }) {
  return `${path}${line ? `:${line}` : ""} ${message}`;
}
