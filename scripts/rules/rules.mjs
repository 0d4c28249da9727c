import { americanSpelling } from "./american-spelling.mjs";
import { arrows } from "./arrows.mjs";
import { bareBootstrap } from "./bare-bootstrap.mjs";
import { coreStandsAlone } from "./core-stands-alone.mjs";
import { declaredImports } from "./declared-imports.mjs";
import { documentedCommands } from "./documented-commands.mjs";
import { engineKnowsNoWire } from "./engine-knows-no-wire.mjs";
import { fileSize } from "./file-size.mjs";
import { importCycles } from "./import-cycles.mjs";
import { noTraces } from "./no-traces.mjs";
import { plainCode } from "./plain-code.mjs";
import { providerNames } from "./provider-names.mjs";

/**
 * The rules of the house that no off-the-shelf tool checks.
 *
 * @type {readonly import("./project.mjs").Rule[]}
 */
export const rules = [
  arrows,
  declaredImports,
  coreStandsAlone,
  providerNames,
  engineKnowsNoWire,
  importCycles,
  fileSize,
  plainCode,
  noTraces,
  americanSpelling,
  documentedCommands,
  bareBootstrap,
];

/**
 * @param {import("./project.mjs").Violation} violation
 * @returns {string}
 */
export function describeViolation({ path, line, message }) {
  return `${path}${line ? `:${line}` : ""} ${message}`;
}
