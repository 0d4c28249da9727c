import { readFileSync } from "node:fs";
import { parseSync } from "oxc-parser";
import { at, walk } from "../lib/files.mjs";

/**
 * @typedef {object} Violation A finding of a rule.
 * @property {string} path
 * @property {number} [line] counted from 1; absent when the whole file is meant
 * @property {string} message what is wrong and what to do
 */

/**
 * @typedef {object} Rule
 * @property {string} name
 * @property {(project: Project) => Violation[]} find
 */

/** The text files that rules check: those of the repository, or a few strings in a test. */
export class Project {
  /** @type {Map<string, string>} */
  #texts;
  /** @type {Map<string, import("oxc-parser").ParseResult>} */
  #parsed = new Map();

  /** @param {Record<string, string>} files text by path from the root */
  constructor(files) {
    this.#texts = new Map(Object.entries(files));
  }

  /** @returns {string[]} */
  get paths() {
    return [...this.#texts.keys()];
  }

  /** @returns {string[]} the TypeScript and JavaScript files */
  get sources() {
    return this.paths.filter((path) => /\.[cm]?[jt]sx?$/.test(path));
  }

  /** @param {string} path */
  has(path) {
    return this.#texts.has(path);
  }

  /** @param {string} path */
  text(path) {
    return this.#texts.get(path) ?? "";
  }

  /** @param {string} path */
  parsed(path) {
    const known = this.#parsed.get(path);
    if (known) return known;
    const parsed = parseSync(path, this.text(path));
    this.#parsed.set(path, parsed);
    return parsed;
  }

  /**
   * @param {string} path
   * @param {number} offset
   */
  line(path, offset) {
    return this.text(path).slice(0, offset).split("\n").length;
  }
}

/** @returns {Project} the repository; files that are not text are left out */
export function thisProject() {
  const files = walk("").map((path) => /** @type {const} */ ([path, readFileSync(at(path), "utf8")]));
  return new Project(Object.fromEntries(files.filter(([, text]) => !text.includes("\0"))));
}

/**
 * Code that is never shipped: tests and their fixtures.
 *
 * @param {string} path
 */
export function isTest(path) {
  return /\.(test|fixture)\.[cm]?[jt]sx?$/.test(path);
}

/**
 * @typedef {{ type: string, start: number, end: number, [key: string]: unknown }} Node A node of the syntax tree.
 */

/**
 * Every node of a syntax tree, parents first.
 *
 * @param {unknown} tree
 * @returns {Generator<Node>}
 */
export function* nodes(tree) {
  if (Array.isArray(tree)) {
    for (const item of tree) yield* nodes(item);
    return;
  }
  if (!isNode(tree)) return;
  yield tree;
  for (const value of Object.values(tree)) yield* nodes(value);
}

/**
 * @param {unknown} value
 * @returns {value is Node}
 */
function isNode(value) {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}
