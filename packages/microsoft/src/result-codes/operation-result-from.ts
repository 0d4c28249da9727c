import type { ResultInfo } from "@trunkline/core";
import { operationCodes } from "./operation-codes.js";

/** How an operation ended, in one word, with what an error about it should say. */
export interface OperationResult {
  /** `unknown`: no row lists the code, and the code alone is neither a 2xx nor an error. */
  readonly outcome: "completed" | "canceled" | "failed" | "unknown";
  readonly code: number;
  readonly subcode: number;
  /** The provider's words, else the table's. */
  readonly message: string;
  readonly hint?: string;
}

const bySubcode = new Map(operationCodes.map((row) => [row.subcode, row]));

/** How a media operation ended, from its result code. A subcode of 0 says nothing beyond its code, so the code decides. */
export function operationResultFrom(info: ResultInfo): OperationResult {
  const { code, subcode } = info;
  const row = subcode === 0 ? undefined : bySubcode.get(subcode);
  const outcome = row?.outcome ?? outcomeOf(code);
  const message = info.message || row?.meaning || "";
  return { outcome, code, subcode, message, ...(row?.hint === undefined ? {} : { hint: row.hint }) };
}

/** What to do about the result of an operation that failed, where there is something to do. */
export function operationHint(info: ResultInfo): Pick<OperationResult, "hint"> {
  const { hint } = operationResultFrom(info);
  return hint === undefined ? {} : { hint };
}

function outcomeOf(code: number): OperationResult["outcome"] {
  if (code >= 200 && code < 300) return "completed";
  return code >= 400 ? "failed" : "unknown";
}
