import { posix } from "node:path";
import { nodes } from "./nodes.mjs";

/**
 * @typedef {object} Import
 * @property {string} specifier
 * @property {number} line
 * @property {boolean} typeOnly gone once compiled
 * @property {boolean} lazy loaded when the program comes to it
 */

/**
 * Everything that a file imports or exports from elsewhere: statically, by `import()`, and by type.
 *
 * @param {import("./project.mjs").Project} project
 * @param {string} path
 * @returns {Import[]}
 */
export function importsOf(project, path) {
  return [...nodes(project.parsed(path).program)].flatMap(({ source, ...node }) => {
    if (!isLiteral(source)) return [];
    const typeOnly = node.type === "TSImportType" || node.importKind === "type" || node.exportKind === "type";
    return [
      {
        specifier: source.value,
        line: project.line(path, source.start),
        typeOnly,
        lazy: node.type === "ImportExpression",
      },
    ];
  });
}

/**
 * @param {unknown} value
 * @returns {value is { start: number, value: string }}
 */
function isLiteral(value) {
  return (
    typeof value === "object" &&
    value !== null &&
    "value" in value &&
    typeof value.value === "string" &&
    "start" in value
  );
}

/**
 * The file that a relative import means: TypeScript writes `./call.js` for `./call.ts`.
 *
 * @param {import("./project.mjs").Project} project
 * @param {string} from
 * @param {string} specifier
 * @returns {string | undefined}
 */
export function resolveRelative(project, from, specifier) {
  const target = posix.join(posix.dirname(from), specifier);
  const candidates = [target, ...["ts", "tsx"].map((suffix) => target.replace(/js$/, suffix))];
  return candidates.find((path) => project.has(path));
}

/**
 * @param {string} specifier
 * @returns {string} `trunkline` for `trunkline/node`, `@trunkline/core` for `@trunkline/core/testing`
 */
export function packageOf(specifier) {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
