import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { adapterProject, type ProjectFile, type Versions } from "./adapter-project.js";
import { readNames } from "./names.js";

const help = `npm create trunkline <what> <name> [folder]

  adapter <name> [folder]   an adapter for a provider of yours, with a stand-in for it and a green suite
  --help                    this text

The name is that of the package, such as my-line or @acme/trunkline-my-line. The folder is the last part of it, if you give none.
`;

const home = fileURLToPath(new URL("..", import.meta.url));

/**
 * Makes a project.
 * @param args what, its name, and perhaps its folder, as on the command line.
 * @returns what to tell the user. @throws Error that says what is wrong with the arguments, or with the folder.
 */
export function create([what = "--help", name, folder]: readonly string[]): string {
  if (what === "--help" || what === "help") return help;
  if (what !== "adapter") throw new Error(`There is no "${what}" to create.\n\n${help}`);
  if (name === undefined) throw new Error(`The name is missing.\n\n${help}`);
  const names = readNames(name);
  const to = folder ?? name.split("/").at(-1) ?? name;
  const files = adapterProject(names, filesIn(join(home, "template", "adapter")), versions());
  write(to, files);
  return `${files.length} files in ${to}. Now:\n\n  cd ${to}\n  npm install\n  npm test\n\nThen follow its README.md.\n`;
}

/** The files below a folder, in the order of their paths. */
function filesIn(folder: string): readonly ProjectFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((path) => ({ path: relative(folder, path).replaceAll("\\", "/"), text: readFileSync(path, "utf8") }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function versions(): Versions {
  return JSON.parse(readFileSync(join(home, "package.json"), "utf8")).devDependencies;
}

/** @throws Error when the folder is there and not empty. */
function write(folder: string, files: readonly ProjectFile[]): void {
  mkdirSync(folder, { recursive: true });
  if (readdirSync(folder).length > 0) throw new Error(`The folder ${folder} is not empty.`);
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
