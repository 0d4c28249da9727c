import { z } from "zod";

/** Text that may be absent, null or of the wrong type: then it is absent. */
export const looseText = z.string().min(1).nullish().catch(undefined);

/** `#microsoft.graph.sendDtmfTonesOperation` → `senddtmftonesoperation`; type names are compared without regard to case. */
export function shortType(value: string | null | undefined): string {
  return (value ?? "").replace(/^#?(microsoft\.graph\.)?/i, "").toLowerCase();
}

/**
 * Call ids are compared without regard to case (documented for all values in a path), so we keep them in one. Dots alone are no id:
 * they would lead elsewhere from the path of a request that they stand in.
 */
export function canonicalId(id: string): string {
  return /^\.{1,2}$/.test(id) ? "" : id.toLowerCase();
}
