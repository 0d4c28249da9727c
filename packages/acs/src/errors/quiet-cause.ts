import { isRestError } from "@azure/core-rest-pipeline";
import { withoutSecrets } from "@trunkline/microsoft";

/**
 * The client's error as the cause of ours. The request and the answer hang on it, and whoever logs an error logs its cause: telephone
 * numbers, tones and all. What tells where it comes from is kept, the rest is not.
 */
export function quietCause(error: unknown): unknown {
  if (!isRestError(error)) return error;
  const quiet = new Error(withoutSecrets(error.message));
  quiet.name = error.name;
  if (error.stack !== undefined) quiet.stack = withoutSecrets(error.stack);
  return Object.assign(quiet, { code: error.code, statusCode: error.statusCode });
}
