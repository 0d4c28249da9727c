import { CallingError } from "./calling-error.js";
import type { SchemaIssue, StandardSchema } from "./standard-schema.js";

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
