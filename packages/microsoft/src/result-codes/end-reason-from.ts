import type { EndContext, EndKind, EndReason, ResultInfo } from "@trunkline/core";
import type { EndCode } from "./end-code.js";
import { findEndCode } from "./end-codes.js";

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
 * the code of what lies behind, as in "Decline. DiagCode: 603#0.@" (observed).
 */
function diagnosed({ code, subcode, message }: ResultInfo): Pick<ResultInfo, "code" | "subcode"> | undefined {
  const said = findEndCode(code, subcode);
  if (said && said !== findEndCode(500, 7700) && said !== findEndCode(500, 7000)) return undefined;
  const [, major, minor] = /DiagCode: (\d{1,5})#(\d{1,9})/.exec(message) ?? [];
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
