import type { z } from "zod";
import { type AcsError, invalidArgument, notImplemented } from "./errors.js";

/**
 * Parses a body, or refuses it in the words the service uses where they are known. A member that is not known here, or a value that only
 * another cloud has, is 501: the service would act on it.
 */
export function parseBody<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
  { refuse, isMergePatch }: ParseOptions = { refuse: invalidArgument, isMergePatch: false },
): z.output<Schema> {
  const parsed = schema.safeParse(compact(body, { here: false, below: isMergePatch }));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const missing = parsed.error.issues.flatMap((one) =>
    one.code === "unrecognized_keys" ? [...one.path, ...one.keys] : [],
  );
  if (missing.length > 0) throw notImplemented(`the member ${wireField(missing)}`);
  if (issue?.path.at(-1) === "cloud") throw notImplemented(`people of other clouds (${wireField(issue.path)})`);
  const field = issue && issue.path.length > 0 ? wireField(issue.path) : "body";
  throw refuse(`The field ${field} is invalid: ${issue?.message ?? "it is not understood"}`);
}

interface ParseOptions {
  refuse(message: string): AcsError;
  /** Nulls below the first level mean something. */
  readonly isMergePatch: boolean;
}

/** On this wire null and empty objects count as absent, since the vendor's client sends both; nulls within a merge patch do not. */
function compact(value: unknown, keepsNulls: { readonly here: boolean; readonly below: boolean }): unknown {
  const within = { here: keepsNulls.below, below: keepsNulls.below };
  if (Array.isArray(value)) return value.map((one) => compact(one, within));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, member]) => [name, compact(member, within)] as const)
      .filter(([, member]) => (member !== null || keepsNulls.here) && !isEmptyObject(member)),
  );
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;
}

/** `CallbackUri`, `Targets[0].PhoneNumber`: the service names fields in Pascal case. */
function wireField(path: readonly PropertyKey[]): string {
  return path
    .map((part) =>
      typeof part === "number" ? `[${part}]` : `.${String(part).charAt(0).toUpperCase()}${String(part).slice(1)}`,
    )
    .join("")
    .replace(/^\./, "");
}
