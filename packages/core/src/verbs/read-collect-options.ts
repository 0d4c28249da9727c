import type { CollectRecord } from "../record/collect-record.js";
import { CallingError } from "../words/calling-error.js";
import { checkMs, describeValue } from "../words/check-number.js";
import { readTone, type Tone } from "../words/tone.js";

const about = { verb: "collectDtmf" } as const;

interface Given {
  readonly max?: number;
  readonly stopOn?: string;
  readonly firstToneMs?: number;
  readonly interToneMs?: number;
  readonly bargeIn?: boolean;
  readonly secret?: boolean;
  readonly key?: string;
}

/** Checks the options of a collection and fills in what is left out. */
export function readCollectOptions(
  given: Given,
): Omit<CollectRecord, "operation" | "phase" | "tones" | "promptOperation"> {
  const { max, stopOn = "", firstToneMs = 5000, interToneMs = 3000, bargeIn = true, secret = false, key } = given;
  if (max === undefined && stopOn === "") throw refuse("it would never end", "Give `max`, `stopOn` or both.");
  if (max !== undefined && (!Number.isInteger(max) || max < 1))
    throw refuse(`max is ${describeValue(max)}`, "Give a whole number from 1 on.");
  checkMs("collectDtmf: firstToneMs", firstToneMs, about);
  checkMs("collectDtmf: interToneMs", interToneMs, about);
  return {
    stopOn: [...stopOn].map(readStopTone),
    firstToneMs,
    interToneMs,
    bargeIn,
    secret,
    ...(max === undefined ? {} : { max }),
    ...(key === undefined ? {} : { key }),
  };
}

function readStopTone(symbol: string, index: number): Tone {
  const tone = readTone(symbol);
  if (tone === undefined)
    throw refuse(`stopOn: "${symbol}" at position ${index + 1} is not a tone`, "Use 0–9 * # A–D.");
  return tone;
}

function refuse(what: string, hint: string): CallingError {
  return new CallingError("invalid-request", `collectDtmf: ${what}`, { ...about, hint });
}
