import { isTest, nodes } from "./project.mjs";

const PROVIDERS = ["graph", "acs", "microsoft", "azure", "teams"];

/** Terms that contain a provider's name because the field uses them. */
const EXCEPTIONS = [["teams", "meeting"]];

/** A link to documentation names its owner. */
const LINK = /https?:\/\/\S+/g;

/**
 * No provider's name appears in core's code or file names, alone or within `camelCase`, `kebab-case` and the
 * like. Comments may contain them: they say where a fact comes from.
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
 * The text of a node itself: a name, a string, or a part of a template.
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
 * @returns {string[]} the providers in it
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
