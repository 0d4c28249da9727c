import type { ResultInfo } from "@trunkline/core";
import { parseResultInfo } from "@trunkline/microsoft";
import { z } from "zod";

const carrier = z.looseObject({
  sipDetails: z.looseObject({ code: z.union([z.number(), z.string()]), message: z.string().catch("") }),
});

/**
 * Reads a `resultInformation`; older events of success have none. The carrier's own word (`sipDetails`), where it is there,
 * becomes the further word for people: "SIP 486 Busy Here".
 */
export function readResult(value: unknown): ResultInfo | undefined {
  const sip = carrier.safeParse(value).data?.sipDetails;
  return parseResultInfo(value, sip && `SIP ${sip.code} ${sip.message}`.trim());
}

/** A whole number, written as a number or as text. */
export function readInteger(value: unknown): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isInteger(number) ? number : undefined;
}
