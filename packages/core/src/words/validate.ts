import { CallingError, type CallingErrorDetails } from "./calling-error.js";

/**
 * Checks a value against a schema.
 * @param what names the value in the error: `"providerOptions of redirect"`.
 * @throws CallingError `invalid-request`, which names every member that is wrong.
 */
export function validate<Output>(schema: StandardSchema<Output>, value: unknown, what: string): Output {
  const result = schema["~standard"].validate(value);
  if (result instanceof Promise)
    throw new CallingError("invalid-request", `${what}: the schema is asynchronous`, {
      hint: "Use a schema that answers at once.",
    });
  if (result.issues === undefined) return result.value;
  throw new CallingError("invalid-request", `${what}: ${result.issues.map(describe).join("; ")}`);
}

function describe(issue: SchemaIssue): string {
  const path = (issue.path ?? []).map((step) => String(typeof step === "object" ? step.key : step)).join(".");
  return path ? `${path}: ${issue.message}` : issue.message;
}

/**
 * The part of Standard Schema v1 (https://standardschema.dev) that this library uses.
 * Schemas of zod, valibot and arktype implement it, so no schema library appears in our public types.
 */
export interface StandardSchema<Output = unknown, Input = unknown> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => SchemaResult<Output> | Promise<SchemaResult<Output>>;
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
  };
}

/** What a schema made of a value. */
export type SchemaResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly SchemaIssue[] };

/** One thing that is wrong with a value, and where. */
export interface SchemaIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** The type that a schema yields. */
export type OutputOf<S> = S extends StandardSchema<infer O> ? O : never;

/** The longest timer of a machine (2^31 - 1 ms, 24 days). */
const longestMs = 2_147_483_647;

/**
 * Checks a time that a bot gave.
 * @param what names it in the error: `"play: timeoutMs"`.
 * @throws CallingError `invalid-request` when it is not a number of milliseconds, or is out of range.
 */
export function checkMs(what: string, ms: number | undefined, about: CallingErrorDetails = {}, least = 1): void {
  checkRange(what, ms, { least, most: longestMs, hint: `Give milliseconds, from ${least} to ${longestMs}.` }, about);
}

/** Checks a number that a bot gave. @throws CallingError `invalid-request`. */
export function checkRange(
  what: string,
  value: number | undefined,
  range: { readonly least: number; readonly most: number; readonly hint: string },
  about: CallingErrorDetails = {},
): void {
  if (value === undefined || (typeof value === "number" && value >= range.least && value <= range.most)) return;
  throw new CallingError("invalid-request", `${what} is ${describeValue(value)}`, { ...about, hint: range.hint });
}

/** Says so if a number came as text (from an environment variable, say): in a message it would look right. */
export function describeValue(value: unknown): string {
  return typeof value === "string" ? `the text "${value}", not a number` : String(value);
}
