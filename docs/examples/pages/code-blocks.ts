import type { Page } from "./pages.js";

/** A block of TypeScript on a page: ` ```ts ` is compiled, ` ```ts run ` is run as well. */
export interface CodeBlock {
  readonly page: string;
  /** The line of the page that the code begins on, from 1. */
  readonly line: number;
  readonly code: string;
  readonly runs: boolean;
}

/** The blocks of TypeScript on a page. */
export function codeBlocks({ path, lines }: Page): readonly CodeBlock[] {
  const blocks: CodeBlock[] = [];
  for (let at = 0; at < lines.length; at++) {
    const fence = /^\s*```(\w*)(.*)$/.exec(lines[at] ?? "");
    if (!fence) continue;
    const [, language, info = ""] = fence;
    const end = lines.findIndex((line, index) => index > at && line.trim() === "```");
    if (end < 0) throw new Error(`${path}:${at + 1} a code block has no end`);
    const code = lines.slice(at + 1, end).join("\n");
    if (language === "ts") blocks.push({ page: path, line: at + 2, code, runs: info.trim() === "run" });
    at = end;
  }
  return blocks;
}
