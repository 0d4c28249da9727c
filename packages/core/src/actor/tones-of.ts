import type { Outcome } from "../record/happening.js";
import type { OperationRecord } from "../record/operation-record.js";
import { decodeInput } from "../record/record-codec.js";

/** The tones that an operation sent, or the keys that it collected. Of a collection that the bot calls secret: none. */
export function tonesOf({ verb, request, secret }: OperationRecord, { value }: Outcome): string | undefined {
  if (verb === "sendDtmf" && request) return decodeInput(verb, request).tones.join("");
  if (verb !== "collectDtmf" || secret || typeof value !== "object" || value === null) return undefined;
  return "tones" in value && typeof value.tones === "string" ? value.tones : undefined;
}
