import { CallingError, type VerbName } from "@trunkline/core";
import type { VerbKit } from "../verb-kit.js";

/**
 * Refuses options that only the beta version of the API declares, where v1.0 is in use: it would take no notice of them.
 * @throws CallingError `unsupported`, before any request.
 */
export function refuseBetaOnly<O extends object>(
  kit: VerbKit,
  verb: VerbName,
  own: O | undefined,
  betaOnly: readonly (keyof O & string)[],
): void {
  if (kit.options.apiVersion === "beta" || !own) return;
  const given = betaOnly.filter((name) => own[name] !== undefined);
  if (given.length === 0) return;
  throw new CallingError("unsupported", `${verb}: ${given.join(", ")}: only the beta version of Graph has that`, {
    provider: "graph",
    verb,
    hint: 'Leave it out, or use apiVersion: "beta".',
  });
}
