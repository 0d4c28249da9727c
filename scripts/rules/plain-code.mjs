import { nodes } from "./nodes.mjs";
import { isTest } from "./project.mjs";

/**
 * @typedef {import("./nodes.mjs").Node} Node
 */

const SUITE = new Set(["test", "it", "describe", "suite", "bench"]);

/** Work put off, and the compiler switched off. */
const BANNED_COMMENTS = /\b(TODO|FIXME|XXX)\b|@ts-(ignore|nocheck)\b/;

/**
 * No `any`, no console but where a person reads it, no test left out or singled out, nothing put off in a comment.
 * Nothing can be excepted.
 */
export const plainCode = {
  name: "plain code",
  /**
   * @param {import("./project.mjs").Project} project
   * @returns {import("./project.mjs").Violation[]}
   */
  find(project) {
    return project.sources.flatMap((path) => {
      const { program, comments } = project.parsed(path);
      return [
        ...[...nodes(program)].map((node) => ({ start: node.start, message: wrongWith(node, path) })),
        ...comments.map(({ start, value }) => ({ start, message: wrongWithComment(value) })),
      ].flatMap(({ start, message }) => (message ? [{ path, line: project.line(path, start), message }] : []));
    });
  },
};

/**
 * @param {Node} node
 * @param {string} path
 * @returns {string | undefined}
 */
function wrongWith(node, path) {
  if (node.type === "TSAnyKeyword") return "`any` switches the compiler off: say what it is, or `unknown`.";
  if (node.type !== "MemberExpression") return undefined;
  const property = Object(node.property).name;
  const object = innermost(node.object);
  if (object === "console" && !mayPrint(path)) return "console belongs to the CLI, to scripts and to core's log.";
  if (!isTest(path) || !SUITE.has(object)) return undefined;
  if (property === "only") return "`.only` leaves all other tests out.";
  if (property === "skip" || property === "todo") return `\`.${property}\` leaves this test out.`;
  return undefined;
}

/**
 * @param {string} text
 * @returns {string | undefined}
 */
function wrongWithComment(text) {
  const [banned] = BANNED_COMMENTS.exec(text) ?? [];
  return banned && `${banned}: do it now, or leave it out and say so where it is promised.`;
}

/**
 * @param {unknown} node
 * @returns {string} `test` for `test`, `test.concurrent` and so on
 */
function innermost(node) {
  const { type, name, object } = Object(node);
  return type === "MemberExpression" ? innermost(object) : (name ?? "");
}

/**
 * Core's own log goes to the console where a bot has no logger.
 * @param {string} path
 */
function mayPrint(path) {
  return (
    path.startsWith("scripts/") || path.startsWith("packages/core/src/telemetry/") || /(^|\/)cli(\/|\.ts$)/.test(path)
  );
}
