import type { ResultInfo } from "@trunkline/core";
import { z } from "zod";
import { withoutSecrets } from "../words/without-secrets.js";

/** `200` and `"200"` both occur (Graph's own delete page prints the text). Anything else is as good as absent. */
const looseInteger = z
  .union([
    z.number().int(),
    z
      .string()
      .regex(/^-?\d+$/)
      .transform(Number),
  ])
  .nullish()
  .catch(undefined);

const wire = z.looseObject({
  code: looseInteger,
  subcode: looseInteger,
  subCode: looseInteger,
  message: z.string().nullish().catch(undefined),
});

/**
 * Reads a `resultInfo` (Graph) or `resultInformation` (ACS). Takes both spellings of the subcode and codes as text; never throws.
 * What the wire does not give is 0 or empty, as core has it; without any figure or reason there is no result at all.
 * Spellings: Graph's delete page prints `"code": "200"`, its transfer page `subCode` and `code: 0`, every other page `subcode`.
 * @param terminationReason Graph's further word beside the result (`"AppTransferred"`).
 */
export function parseResultInfo(value: unknown, terminationReason?: string | null): ResultInfo | undefined {
  if (value === undefined && !terminationReason) return undefined;
  const { code, subcode, subCode, message } = wire.safeParse(value).data ?? {};
  const minor = subcode ?? subCode;
  if (code == null && minor == null && !message && !terminationReason) return undefined;
  return {
    code: code ?? 0,
    subcode: minor ?? 0,
    message: withoutSecrets(message ?? ""),
    ...(terminationReason ? { terminationReason } : {}),
  };
}
