import type { CarrierCode, ResultInfo } from "@trunkline/core";
import { parseResultInfo, withoutSecrets } from "@trunkline/microsoft";
import { z } from "zod";

const code = z.union([z.int().nonnegative(), z.string().regex(/^\d+$/).transform(Number)]);
const words = z.looseObject({ code, message: z.string().nullish().catch("") });
/** An object with a code and words, or the code alone. What cannot be read is as good as absent. */
const said = z
  .union([words, code.transform((alone) => ({ code: alone, message: "" }))])
  .optional()
  .catch(undefined);
/** `sipDetails` and `q850Details` are in the released versions, `sipCode` and `q850Cause` in previews. */
const carrier = z.looseObject({ sipDetails: said, sipCode: said, q850Details: said, q850Cause: said }).catch({});

/**
 * Reads a `resultInformation`; older events of success have none. The carrier's own word, where it is there, is kept as it is, and
 * is the further word for people: "SIP 486 Busy Here".
 */
export function readResult(value: unknown): ResultInfo | undefined {
  const read = carrier.parse(value);
  const sip = carrierCode(read.sipDetails ?? read.sipCode);
  const q850 = carrierCode(read.q850Details ?? read.q850Cause);
  const result = parseResultInfo(value, sip && `SIP ${sip.code} ${sip.message}`.trim());
  if (!result && !q850) return undefined;
  return { code: 0, subcode: 0, message: "", ...result, ...(sip ? { sip } : {}), ...(q850 ? { q850 } : {}) };
}

function carrierCode(read: z.output<typeof words> | undefined): CarrierCode | undefined {
  return read && { code: read.code, message: withoutSecrets(read.message ?? "") };
}

/** A whole number, written as a number or as text. */
export function readInteger(value: unknown): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isInteger(number) ? number : undefined;
}
