import { createHash } from "node:crypto";

/** A Lua script: one atomic step on the keys that it is given, and on no others. */
export interface Script {
  readonly name: string;
  readonly source: string;
  /** What Redis calls it, once it has seen it. */
  readonly sha: string;
}

/** Makes a script of its parts, in order. */
export function script(name: string, ...parts: readonly string[]): Script {
  const source = `-- trunkline: ${name}\n${parts.join("\n")}`;
  return { name, source, sha: createHash("sha1").update(source).digest("hex") };
}
