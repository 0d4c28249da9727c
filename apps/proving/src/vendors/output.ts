import type { ChildProcess } from "node:child_process";

/** Collects what a process writes, and why it could not be started. */
export function outputOf(child: ChildProcess): () => string {
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => chunks.push(String(chunk)));
  child.on("error", (error) => chunks.push(`${error.message}\n`));
  return () => chunks.join("");
}

/** How lines begin that say what went wrong, the most telling first. */
const NAMED = [/^npm error (?!code |syscall |errno )\S/, /: error TS\d+/, /^\s*\w*Error\b/];

/** The line that says best what went wrong: of npm, of the compiler, of the program; or else the last one. */
export function errorIn(output: string): string {
  const lines = output.split("\n").filter((line) => line.trim() !== "" && !line.includes("[nodemon]"));
  const named = NAMED.map((kind) => lines.find((line) => kind.test(line))).find((line) => line !== undefined);
  return (named ?? lines.at(-1) ?? "it wrote nothing").trim();
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
