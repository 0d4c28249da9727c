import { posix } from "node:path";
import type { Page } from "./pages.js";

/** A link of a page to something in the repository. */
export interface Link {
  readonly page: string;
  readonly line: number;
  /** From the root of the repository. */
  readonly path: string;
  /** The heading that is meant, as it stands in an address; `""` for the whole page. */
  readonly anchor: string;
}

/** The links of a page that stay in the repository. Those in code are not links. */
export function linksOf({ path, lines }: Page): readonly Link[] {
  return withoutCode(lines).flatMap((text, index) =>
    [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = ""]) => {
      if (/^[a-z]+:/.test(target)) return [];
      const [file = "", anchor = ""] = target.split("#");
      const to = file === "" ? path : posix.join(posix.dirname(path), file);
      return [{ page: path, line: index + 1, path: to, anchor }];
    }),
  );
}

/** The anchors that a page's headings have. */
export function anchorsOf({ lines }: Pick<Page, "lines">): readonly string[] {
  return withoutCode(lines, false).flatMap((text) => {
    const [, heading] = /^#+ (.*)$/.exec(text) ?? [];
    return heading === undefined ? [] : [slug(heading)];
  });
}

function slug(heading: string): string {
  return heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replace(/\s/g, "-");
}

function withoutCode(lines: readonly string[], inline = true): readonly string[] {
  let fenced = false;
  return lines.map((line) => {
    const fence = /^\s*```/.test(line);
    if (fence) fenced = !fenced;
    if (fence || fenced) return "";
    return inline ? line.replace(/`[^`]*`/g, "") : line;
  });
}
