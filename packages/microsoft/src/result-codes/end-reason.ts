import type { EndContext, EndKind, EndReason, ResultInfo } from "@trunkline/core";
import { z } from "zod";
import { withoutSecrets } from "../secrets.js";
import { conversationCodes } from "./conversation-codes.js";
import type { EndCode } from "./end-code.js";
import { genericCodes, setUpCodes } from "./set-up-codes.js";

/** The whole table of end codes, one row a code and subcode. What is not in it is `unknown`. */
export const endCodes: readonly EndCode[] = [...conversationCodes, ...setUpCodes, ...genericCodes];

const key = (code: ResultInfo["code"] | undefined, subcode: ResultInfo["subcode"]) => `${code ?? "*"}/${subcode}`;
const byKey: ReadonlyMap<string, EndCode> = new Map(endCodes.map((row) => [key(row.code, row.subcode), row]));

/** The row of an exact code and subcode, else the row of the subcode alone. */
function findEndCode(code: ResultInfo["code"], subcode: ResultInfo["subcode"]): EndCode | undefined {
  return byKey.get(key(code, subcode)) ?? byKey.get(key(undefined, subcode));
}

/**
 * Why a call ended, from the provider's figures alone. Our own last command, which wins over them, is core's business.
 * A pair that no row lists is `unknown`, with its figures and message kept: nothing is guessed.
 */
export function endReasonFrom(result: ResultInfo, context: EndContext): EndReason {
  const { code, subcode } = diagnosed(result) ?? result;
  const row = findEndCode(code, subcode);
  const kind = kindOfTermination(result.terminationReason) ?? (row ? kindOf(row, context) : "unknown");
  return { kind, code, subcode, message: result.message || row?.meaning || result.terminationReason || "" };
}

/**
 * The figures inside the words, where those beside them are not listed or say no more than that a transfer failed: the service's texts name
 * the code of what lies behind, as in "Decline. DiagCode: 603#0.@", and an invitation that failed says "code=580 subcode=5201" (both observed).
 */
function diagnosed({ code, subcode, message }: ResultInfo): Pick<ResultInfo, "code" | "subcode"> | undefined {
  const said = findEndCode(code, subcode);
  if (said && said !== findEndCode(500, 7700) && said !== findEndCode(500, 7000)) return undefined;
  const [, major, minor] = /(?:DiagCode: |code=)(\d{1,5})(?:#| subcode=)(\d{1,9})/.exec(message) ?? [];
  const inside = { code: Number(major), subcode: Number(minor) };
  return findEndCode(inside.code, inside.subcode) ? inside : undefined;
}

function kindOf(row: EndCode, { direction, wasConnected }: EndContext): EndKind {
  if (wasConnected) return row.kind;
  return (direction === "incoming" ? row.incomingUnanswered : row.outgoingUnanswered) ?? row.kind;
}

/** Words of Graph that say what the bot did with the call. Both are printed, without any figures, in the pages of transfer and redirect. */
const terminations: ReadonlyMap<string, EndKind> = new Map([
  ["apptransferred", "transferred"],
  ["appredirected", "redirected"],
]);

/** Every other word is for people. */
function kindOfTermination(reason: string | undefined): EndKind | undefined {
  return reason === undefined ? undefined : terminations.get(reason.toLowerCase());
}

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

/** A result as both clouds report it: with numbers. */
export interface NumberedResult extends ResultInfo {
  readonly code: number;
  readonly subcode: number;
}

/**
 * Reads a `resultInfo` (Graph) or `resultInformation` (ACS). Takes both spellings of the subcode and codes as text; never throws.
 * What the wire does not give is 0 or empty, as core has it; without any figure or reason there is no result at all.
 * Spellings: Graph's delete page prints `"code": "200"`, its transfer page `subCode` and `code: 0`, every other page `subcode`.
 * @param terminationReason Graph's further word beside the result (`"AppTransferred"`).
 */
export function parseResultInfo(value: unknown, terminationReason?: string | null): NumberedResult | undefined {
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
