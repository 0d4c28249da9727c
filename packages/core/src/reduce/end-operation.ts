import type { OperationOutcome } from "../record/happening.js";
import { type OperationRecord, operationOf } from "../record/operation-record.js";
import { decodeInput } from "../record/record-codec.js";
import type { ErrorCode } from "../words/calling-error.js";
import { onPromptEnded, type PromptEnd } from "./collect.js";
import { finishOperation } from "./finish-operation.js";
import { onPartEnded } from "./move.js";
import { onCollectEnded } from "./native-collect.js";
import { releaseAfter } from "./release.js";
import { noteHold } from "./roster.js";
import type { Cause, Turn } from "./turn.js";

type Ended = Omit<OperationOutcome, "warnings">;

/**
 * An operation has ended, and with it what it is a part of: a row of prompts, the prompt of a collection. Does nothing if it had ended before.
 * @param asPrompt what its end means to a collection that it is the prompt of.
 */
export function endOperation(turn: Turn, id: string, ended: Ended, cause: Cause, asPrompt: PromptEnd = ended): void {
  const operation = operationOf(turn.record.operations, id);
  if (!operation) return;
  if (turn.record.collect?.operation === id) return onCollectEnded(turn, ended, cause);
  if (ended.outcome === "completed") noteHold(turn, id, cause);
  const wasPrompt = turn.record.collect?.promptOperation === id;
  finishOperation(turn, id, ended, cause);
  if (ended.outcome === "completed") releaseAfter(turn, operation.verb, cause);
  endRowOf(turn, operation, ended, cause, asPrompt);
  onPartEnded(turn, id, ended, cause);
  if (wasPrompt) onPromptEnded(turn, asPrompt, cause);
}

/** A request of a row has ended. While it goes well, the instance that began the row sends the next one or ends it; else the row ends here. */
function endRowOf(turn: Turn, part: OperationRecord, ended: Ended, cause: Cause, asPrompt: PromptEnd): void {
  const { row } = part;
  const whole = row && row.of !== part.id ? operationOf(turn.record.operations, row.of) : undefined;
  if (!row || !whole) return;
  if (ended.outcome === "failed") {
    const placed = withPlace(part, row.from, ended);
    return endOperation(turn, whole.id, placed, cause, asPrompt === ended ? placed : asPrompt);
  }
  if (ended.outcome === "canceled" || whole.stopping)
    endOperation(turn, whole.id, { outcome: "canceled" }, cause, { outcome: "canceled" });
}

/** Refusals of what was to be played. Any other failure of a request says nothing of the prompt. */
const refusals: readonly ErrorCode[] = ["invalid-request", "unsupported", "operation-failed"];

/** The failure of a request, as one of the row: which prompt of the row it was. */
function withPlace({ request }: OperationRecord, from: number, ended: Ended): Ended {
  const { result, error } = ended;
  const alone = request !== undefined && decodeInput("play", request).prompts.length === 1;
  if (error)
    return alone && refusals.includes(error.code) ? { ...ended, error: { ...error, failedPrompt: from } } : ended;
  const place = result?.failedPrompt ?? (alone ? 0 : undefined);
  if (place === undefined) return ended;
  return { ...ended, result: { code: 0, subcode: 0, message: "", ...result, failedPrompt: from + place } };
}
