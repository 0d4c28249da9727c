import { isTest, nodes } from "./project.mjs";

const PROVIDERS = ["graph", "acs", "microsoft", "azure", "teams"];

/** Words of the interface that hold a provider's name because the field calls the thing so. */
const EXCEPTIONS = [["teams", "meeting"]];

/** A link into the documentation names its owner. */
const LINK = /https?:\/\/\S+/g;

/**
 * No provider's name is a word of core's code or of its file names, alone or within `camelCase`, `kebab-case` and the
 * like. Comments are free: they say where a fact comes from.
 */
export const providerNames = {
  name: "no provider's name in core",
  /**
   * @param {import("./project.mjs").Project} project
   * @returns {import("./project.mjs").Violation[]}
   */
  find(project) {
    return project.sources
      .filter((path) => path.startsWith("packages/core/src/") && !isTest(path))
      .flatMap((path) => [
        ...namesIn(path).map((name) => ({ path, message: `"${name}" is in the file's name: core knows no provider.` })),
        ...[...nodes(project.parsed(path).program)].flatMap((node) =>
          namesIn(textOf(node)).map((name) => ({
            path,
            line: project.line(path, node.start),
            message: `"${name}" is in ${project.text(path).slice(node.start, node.end)}: core knows no provider.`,
          })),
        ),
      ]);
  },
};

/**
 * What a node says itself: a name, a string, or a stretch of a template.
 *
 * @param {import("./project.mjs").Node} node
 * @returns {string}
 */
function textOf({ type, name, value }) {
  if (/Identifier$/.test(type) && typeof name === "string") return name;
  if (type === "Literal" && typeof value === "string") return value;
  if (type === "TemplateElement") return Object(value).cooked ?? "";
  return "";
}

/**
 * @param {string} text
 * @returns {string[]} the providers that it names
 */
function namesIn(text) {
  const words = text
    .replace(LINK, "")
    .split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^A-Za-z0-9]+/)
    .map((word) => word.toLowerCase());
  return words.filter((word, index) => {
    const excepted = EXCEPTIONS.some(([first, second]) => word === first && words[index + 1] === second);
    return PROVIDERS.includes(word) && !excepted;
  });
}
