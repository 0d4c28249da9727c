import type { Evidence } from "./end-code.js";
import type { NumberedResult } from "./end-reason.js";

/** What a media operation's result code says, beyond "completed". */
export interface OperationCode {
  readonly subcode: number;
  /** `canceled`: stopped on purpose, by a cancel or by the end of the call. */
  readonly outcome: "completed" | "canceled" | "failed";
  readonly meaning: string;
  /** What to do about it, if anything. */
  readonly hint?: string;
  readonly evidence: Evidence;
}

type Row = readonly [subcode: number, outcome: OperationCode["outcome"], meaning: string, hint?: string];

const wav = "Prompts have to be WAV files: mono, 16 bit, 16 kHz.";

const rows: readonly Row[] = [
  [8514, "completed", "a stop tone was detected"],
  [8515, "completed", "the longest recording duration was reached"],
  [8531, "completed", "all digits were received"],
  [8533, "completed", "a DTMF option matched"],
  [8545, "completed", "a speech option matched"],
  [8569, "completed", "speech was recognized"],
  [8508, "canceled", "the operation was canceled"],
  [8509, "failed", "the maximum silence was reached"],
  [8510, "failed", "the initial silence timed out", "No key was pressed and no speech was heard in time."],
  [8511, "failed", "the prompt could not be played", wav],
  [8512, "failed", "the beep could not be played"],
  [8513, "failed", "no media was received in time"],
  [8532, "failed", "the silence between two digits timed out"],
  [8534, "failed", "an incorrect tone was entered"],
  [8535, "failed", "the file format is not valid", wav],
  [
    8536,
    "failed",
    "the file could not be downloaded",
    "The prompt's address has to be reachable from the internet without credentials.",
  ],
  [8547, "failed", "what was said matches no option"],
  [8563, "failed", "the speech could not be recognized"],
  [8564, "failed", "the connection to the speech service failed"],
  [
    8565,
    "failed",
    "Azure AI services refused or failed",
    "Connect an Azure AI services resource, and check its quota and permissions.",
  ],
  [8570, "failed", "speech recognition failed or timed out"],
  [8572, "failed", "the play service shut down"],
  [8581, "failed", "the media stream's address is not valid or its server does not answer"],
  [8582, "failed", "the text to play is empty"],
  [8583, "failed", "another media operation is in the way", "Await the one that is running, or cancel it first."],
  [9999, "failed", "unknown error of the service"],
];

/** Result codes of media operations. Sources: ACS play, recognize and error code pages; Graph record and cancel pages (8508, 8515). */
export const operationCodes: readonly OperationCode[] = rows.map(([subcode, outcome, meaning, hint]) => ({
  subcode,
  outcome,
  meaning,
  evidence: "documented",
  ...(hint === undefined ? {} : { hint }),
}));

/** The outcome of an operation, with the message and hint of its error. */
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
export function operationResultFrom(info: NumberedResult): OperationResult {
  const { code, subcode } = info;
  const row = subcode === 0 ? undefined : bySubcode.get(subcode);
  const outcome = row?.outcome ?? outcomeOf(code);
  const message = info.message || row?.meaning || "";
  return { outcome, code, subcode, message, ...(row?.hint === undefined ? {} : { hint: row.hint }) };
}

/** What to do about the result of an operation that failed, where there is something to do. */
export function operationHint(info: NumberedResult): Pick<OperationResult, "hint"> {
  const { hint } = operationResultFrom(info);
  return hint === undefined ? {} : { hint };
}

function outcomeOf(code: number): OperationResult["outcome"] {
  if (code >= 200 && code < 300) return "completed";
  return code >= 400 ? "failed" : "unknown";
}
