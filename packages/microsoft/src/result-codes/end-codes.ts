import { conversationCodes } from "./conversation-codes.js";
import type { EndCode } from "./end-code.js";
import { genericCodes } from "./generic-codes.js";
import { setUpCodes } from "./set-up-codes.js";

/** The whole table of end codes, one row a code and subcode. What is not in it is `unknown`. */
export const endCodes: readonly EndCode[] = [...conversationCodes, ...setUpCodes, ...genericCodes];

const key = (code: number | undefined, subcode: number) => `${code ?? "*"}/${subcode}`;
const byKey: ReadonlyMap<string, EndCode> = new Map(endCodes.map((row) => [key(row.code, row.subcode), row]));

/** The row of an exact code and subcode, else the row of the subcode alone. */
export function findEndCode(code: number, subcode: number): EndCode | undefined {
  return byKey.get(key(code, subcode)) ?? byKey.get(key(undefined, subcode));
}
