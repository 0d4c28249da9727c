import { CallingError } from "../words/calling-error.js";
import type { CollectResult } from "../words/results.js";

const ends: readonly string[] = [
  "max",
  "stop-tone",
  "no-input",
  "inter-tone-timeout",
  "canceled",
  "call-ended",
] satisfies CollectResult["endedBy"][];

/** The result as the store gave it back. */
export function readCollectResult(value: unknown): CollectResult {
  if (typeof value === "object" && value !== null && "tones" in value && "endedBy" in value) {
    const { tones, endedBy } = value;
    if (typeof tones === "string" && isEnd(endedBy)) return { tones, endedBy };
  }
  throw new CallingError("operation-failed", "collectDtmf: its result is not readable", { verb: "collectDtmf" });
}

function isEnd(value: unknown): value is CollectResult["endedBy"] {
  return typeof value === "string" && ends.includes(value);
}
