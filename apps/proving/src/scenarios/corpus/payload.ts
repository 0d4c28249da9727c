import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** A payload as a cloud has sent or printed it, and what it means. */
export interface Payload {
  readonly name: string;
  readonly cloud: "graph" | "acs";
  /** What brings it: a callback, Event Grid, or the answer to a request of the bot. */
  readonly by: "callback" | "event-grid" | "answer";
  /** In the words of the index: "participants 3, sequence 10". */
  readonly expected: string;
  readonly body: unknown;
}

const index = z.array(
  z.looseObject({
    file: z.string(),
    cloud: z.enum(["graph", "acs"]),
    role: z.enum(["callback", "event-grid"]).optional(),
    type: z.string(),
    expected: z.string(),
  }),
);

/** Reads a folder of payloads with an `index.json` that says what each of them means. */
export function readFolder(folder: string): readonly Payload[] {
  const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), "utf8"));
  return index.parse(read("index.json")).map(({ file, cloud, role = "callback", type, expected }) => ({
    name: file,
    cloud,
    by: type.startsWith("http ") ? "answer" : role,
    expected: expected.trim(),
    body: read(file),
  }));
}

/** The member at a path of names, if it is there. For reading JSON of any shape without believing anything of it. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (typeof value !== "object" || value === null) return undefined;
  return at(Object.entries(value).find(([key]) => key === String(name))?.[1], ...rest);
}

export function textAt(value: unknown, ...path: readonly (string | number)[]): string {
  const found = at(value, ...path);
  return typeof found === "string" ? found : "";
}

/** A list as it is, anything else as a list of one, nothing as an empty one. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}
