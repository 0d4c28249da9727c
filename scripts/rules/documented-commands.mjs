import { posix } from "node:path";

/**
 * @typedef {import("./project.mjs").Project} Project
 */

const SHELL_BLOCK = /^```(?:sh|bash|shell|console)\n([\s\S]*?)^```/gm;

/** npm's own commands that need no script. */
const NPM_COMMANDS = new Set(["install", "i", "ci", "exec", "init", "pack", "publish"]);

/** Every command in the docs exists: the npm script, the tool, the file. */
export const documentedCommands = {
  name: "documented commands",
  /**
   * @param {Project} project
   * @returns {import("./project.mjs").Violation[]}
   */
  find(project) {
    return project.paths
      .filter((path) => path.endsWith(".md"))
      .flatMap((path) =>
        commandsIn(project.text(path)).flatMap((command) => {
          const missing = missingIn(project, command);
          return missing ? [{ path, message: `says \`${command}\`, but there is no ${missing}.` }] : [];
        }),
      );
  },
};

/**
 * @param {string} markdown
 * @returns {string[]} one command each, without prompt, variables and comment
 */
function commandsIn(markdown) {
  return [...markdown.matchAll(SHELL_BLOCK)]
    .flatMap(([, block = ""]) => block.split(/\n|&&/))
    .map((line) => line.replace(/\s#.*|^#.*/, "").trim())
    .map((line) => line.replace(/^\$\s+/, "").replace(/^(\w+=\S*\s+)+/, ""))
    .filter(Boolean);
}

/**
 * @param {Project} project
 * @param {string} command
 * @returns {string | undefined} what the command needs and the repository lacks
 */
function missingIn(project, command) {
  const [program = "", first = "", second = ""] = command.split(/\s+/);
  const root = JSON.parse(project.text("package.json"));
  if (program === "npm") {
    if (NPM_COMMANDS.has(first)) return undefined;
    const script = first === "run" ? second : first;
    return root.scripts?.[script] ? undefined : `script "${script}" in package.json`;
  }
  if (program === "npx") return hasTool(project, root, first) ? undefined : `tool "${first}"`;
  const file = program === "node" ? first : program;
  if (!file.includes("/") || file.includes("node_modules/")) return undefined;
  return project.has(posix.normalize(file)) ? undefined : `file ${file}`;
}

/**
 * @param {Project} project
 * @param {{ devDependencies?: Record<string, string> }} root
 * @param {string} tool
 */
function hasTool(project, root, tool) {
  const packages = Object.keys(root.devDependencies ?? {}).map((name) => name.replace(/^@(.*)\/cli$/, "$1"));
  const commands = { tsc: "typescript", biome: "@biomejs/biome", changeset: "changesets", attw: "arethetypeswrong" };
  const provider = Object.entries(commands).find(([command]) => command === tool)?.[1] ?? tool;
  const ours = project.paths
    .filter((path) => path.endsWith("/package.json"))
    .flatMap((path) => Object.keys(JSON.parse(project.text(path)).bin ?? {}));
  return [...packages, ...ours].includes(provider);
}
