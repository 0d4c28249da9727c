import { parseSync } from "oxc-parser";
import { nodes } from "../rules/project.mjs";

const functions = new Set(["test", "it", "describe", "suite"]);

/**
 * @typedef {object} TaggedTest A test, a table of tests or a group of tests with its own tags.
 * @property {string} file from the root
 * @property {string} name including the names of its groups; `…` stands for what a table fills in
 * @property {readonly string[]} tags
 */

/**
 * Reads the tagged tests from the source of a test file: `test("…", { tags: "events/in-order" }, () => …)`.
 *
 * @param {string} file
 * @param {string} text
 * @returns {TaggedTest[]}
 */
export function taggedTests(file, text) {
  if (!/\btags:/.test(text)) return [];
  const suites = [...nodes(parseSync(file, text).program)].flatMap((node) => suiteOf(node));
  return suites
    .filter(({ tags }) => tags.length > 0)
    .map((suite) => {
      const around = suites.filter((other) => other !== suite && other.start <= suite.start && other.end >= suite.end);
      return { file, name: [...around, suite].map(({ name }) => name).join(" > "), tags: suite.tags };
    });
}

/** @param {import("../rules/project.mjs").Node} node */
function suiteOf(node) {
  if (node.type !== "CallExpression" || !functions.has(rootName(node.callee))) return [];
  const [title, options] = /** @type {readonly unknown[]} */ (node.arguments);
  const name = titleOf(title);
  return name === undefined ? [] : [{ start: node.start, end: node.end, name, tags: tagsOf(options) }];
}

/**
 * @param {unknown} callee
 * @returns {string} `test` for `test`, `test.concurrent`, `test.each(cases)` and so on
 */
function rootName(callee) {
  const { type, name, object, callee: inner } = Object(callee);
  if (type === "CallExpression") return rootName(inner);
  return type === "MemberExpression" ? rootName(object) : (name ?? "");
}

/** @param {unknown} node */
function titleOf(node) {
  const { type, value, quasis } = Object(node);
  const text =
    type === "TemplateLiteral"
      ? /** @type {{ value: { cooked: string } }[]} */ (quasis).map((quasi) => quasi.value.cooked).join("…")
      : value;
  return typeof text === "string" ? text.replace(/%[sdifjoO#$]|\$[\w.]+/g, "…") : undefined;
}

/**
 * @param {unknown} options
 * @returns {string[]}
 */
function tagsOf(options) {
  const properties = /** @type {unknown[]} */ (Object(options).properties ?? []);
  const { type, value, elements } = Object(Object(properties.find((property) => keyOf(property) === "tags")).value);
  const literals =
    type === "ArrayExpression" ? elements.map((/** @type {unknown} */ one) => Object(one).value) : [value];
  return literals.filter((/** @type {unknown} */ tag) => typeof tag === "string");
}

/** @param {unknown} property */
function keyOf(property) {
  return Object(Object(property).key).name;
}
