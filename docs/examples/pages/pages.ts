import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** A page that people read. */
export interface Page {
  /** From the root of the repository, with forward slashes. */
  readonly path: string;
  readonly lines: readonly string[];
}

/** Where a path from the root is on this machine. */
export function at(...path: readonly string[]): string {
  return join(root, ...path);
}

/** The README files, and every page in docs. */
export function allPages(): readonly Page[] {
  const inDocs = readdirSync(at("docs"), { recursive: true, encoding: "utf8" }).map((path) => `docs/${path}`);
  const ofPackages = readdirSync(at("packages")).map((folder) => `packages/${folder}/README.md`);
  return ["README.md", ...inDocs, ...ofPackages]
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".md") && !path.includes("node_modules/"))
    .flatMap((path) => readPage(path) ?? [])
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** A page, if it is there. */
export function readPage(path: string): Page | undefined {
  try {
    return { path, lines: readFileSync(at(path), "utf8").split("\n") };
  } catch {
    return undefined;
  }
}
