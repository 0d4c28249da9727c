import { execFile } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import type { CodeBlock } from "./code-blocks.js";
import { at } from "./pages.js";

/** Where blocks become files, beside the packages that they import. Two runs at once do not meet. */
const place = `docs/examples/dist/pages-${process.pid}`;
const folder = at(place);

/** The file of a block; its name says where the block is. */
export function fileOf({ page, line }: CodeBlock): string {
  return `${folder}/${nameOf(page)}.${line}.ts`;
}

/** Writes each block into a file of its own, at the line that it has on its page. */
export function writeBlocks(blocks: readonly CodeBlock[]): void {
  removeBlocks();
  mkdirSync(folder, { recursive: true });
  const tsconfig = {
    extends: "../../tsconfig.json",
    compilerOptions: { noUnusedLocals: false, noUnusedParameters: false },
    include: ["*.ts", "../../pages/globals.d.ts", "../../src/*.types.ts"],
  };
  writeFileSync(`${folder}/tsconfig.json`, JSON.stringify(tsconfig));
  for (const block of blocks) writeFileSync(fileOf(block), `${"\n".repeat(block.line - 1)}${block.code} export {};\n`);
}

/** Takes the files away. */
export function removeBlocks(): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Compiles them all as one program. @returns what the compiler says of the pages, with their lines; of the packages speaks their own check. */
export async function compileBlocks(blocks: readonly CodeBlock[]): Promise<string> {
  const pages = new Map(blocks.map((block) => [`${place}/${nameOf(block.page)}.${block.line}.ts`, block.page]));
  const said = await promisify(execFile)(at("node_modules", ".bin", "tsc"), ["-p", folder, "--pretty", "false"], {
    cwd: at(),
    shell: process.platform === "win32",
  }).then(
    ({ stdout }) => stdout,
    (error: { readonly stdout: string; readonly message: string }) => error.stdout || error.message,
  );
  // A message begins with its file; what explains it further is indented.
  const messages = said.split(/\n(?=\S)/).filter((message) => !message.startsWith("packages/"));
  return messages
    .join("\n")
    .replace(/^(\S+\.ts)\((\d+),(\d+)\)/gm, (whole, file: string, line: string, column: string) => {
      const page = pages.get(file);
      return page === undefined ? whole : `${page}:${line}:${column}`;
    });
}

function nameOf(page: string): string {
  return page.replaceAll("/", "__");
}
