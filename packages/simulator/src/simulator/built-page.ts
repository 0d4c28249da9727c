import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The softphone page, if it has been built. The same place whether this runs from `src` or from `dist`. */
export function builtPage(): string | undefined {
  const folder = fileURLToPath(new URL("../../dist/page", import.meta.url));
  return existsSync(`${folder}/index.html`) ? folder : undefined;
}
