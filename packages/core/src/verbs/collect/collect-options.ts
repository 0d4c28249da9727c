import type { AnyAdapter } from "../../adapter/composite.js";
import type { Json } from "../../base/json.js";
import type { CollectOptions } from "../../interface/verb-options.js";
import { fieldOf } from "../../operations/call-verb.js";
import type { CollectRecord } from "../../record/call-record.js";
import { CallingError } from "../../words/calling-error.js";
import type { CollectResult, Prompt } from "../../words/inputs-and-results.js";
import { readTone, type Tone } from "../../words/tone.js";
import { checkMs, describeValue } from "../../words/validate.js";

const about = { verb: "collectDtmf" } as const;

/** What is to be collected. */
export interface CollectInput {
  readonly settings: CollectSettings;
  readonly prompts: readonly Prompt[];
}

type CollectSettings = Omit<CollectRecord, "operation" | "phase" | "tones" | "promptOperation" | "forCommand">;

/** Checks the options of a collection and fills in what is left out. */
export function readCollectOptions(given: Partial<CollectOptions<AnyAdapter>>): CollectSettings {
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

const ends: readonly string[] = [
  "max",
  "stop-tone",
  "no-input",
  "inter-tone-timeout",
  "canceled",
  "call-ended",
] satisfies CollectResult["endedBy"][];

/** The result as it was written: on record, or by another instance. */
export function readCollectResult(value: Json | undefined): CollectResult {
  const [tones, endedBy] = [fieldOf(value ?? null, "tones"), fieldOf(value ?? null, "endedBy")];
  if (typeof tones === "string" && isEnd(endedBy)) return { tones, endedBy };
  throw new CallingError("operation-failed", "collectDtmf: its result is not readable", about);
}

function isEnd(value: unknown): value is CollectResult["endedBy"] {
  return typeof value === "string" && ends.includes(value);
}
