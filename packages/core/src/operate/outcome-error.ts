import { CallingError } from "../errors/calling-error.js";
import type { CallHolder } from "../holder/call-holder.js";
import type { Outcome } from "../record/happening.js";

/** The error of an operation that failed, from what the store kept of it. */
export function outcomeError(holder: CallHolder, verb: string, outcome: Outcome): CallingError {
  const details = { provider: holder.record.provider, verb, callRef: holder.ref };
  if (outcome.error) {
    const { code, message, hint } = outcome.error;
    return new CallingError(code, message, { ...details, ...(hint === undefined ? {} : { hint }) });
  }
  const { result } = outcome;
  const figures = result ? ` (${result.code}/${result.subcode})` : "";
  return new CallingError(
    "operation-failed",
    `${verb} failed${figures}${result?.message ? `: ${result.message}` : ""}`,
    {
      ...details,
      ...(result ? { providerCode: String(result.subcode || result.code) } : {}),
    },
  );
}
