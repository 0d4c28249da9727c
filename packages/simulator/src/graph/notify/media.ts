import type { Provenance } from "../../delivery/delivery.js";
import type { MediaOutcome, Tone } from "../../engine/media.js";
import type { GraphCall, GraphContext } from "../calls/context.js";
import { succeeded } from "../calls/result-info.js";
import type { JsonObject } from "../wire/body.js";
import { wireTone } from "../wire/tone.js";
import { notify } from "./notify.js";
import { endOperation } from "./operations.js";

/** The outcome of a prompt, in its status and result (documented); beta adds a reason. */
export function sendPlayEnded(graph: GraphContext, call: GraphCall, operationId: string, outcome: MediaOutcome): void {
  const { status, resultInfo, reason, tag } = playResult(outcome);
  const completionReason = call.version === "beta" ? { completionReason: reason } : {};
  endOperation(graph, call, operationId, { status, resultInfo, ...completionReason }, `playPrompt ${reason}`, tag);
}

/** The outcome of sent tones: the status is always `completed`, and only the reason differs (documented). */
export function sendTonesSent(graph: GraphContext, call: GraphCall, operationId: string, outcome: MediaOutcome): void {
  const reasons = {
    completed: "completedSuccessfully",
    canceled: "mediaOperationCanceled",
    failed: "unknown",
  } as const;
  const completionReason = reasons[outcome.kind];
  const changes = { status: "completed", completionReason };
  endOperation(graph, call, operationId, changes, `sendDtmfTones ${completionReason}`, "documented");
}

/** The status and result of a prompt by its outcome. */
export function playResult(outcome: MediaOutcome): {
  status: string;
  resultInfo: JsonObject;
  reason: string;
  tag: Provenance;
} {
  const result = (code: number, subcode: number, message: string): JsonObject => ({
    "@odata.type": "#microsoft.graph.resultInfo",
    code,
    subcode,
    message,
  });
  if (outcome.kind === "completed") {
    return { status: "completed", resultInfo: succeeded, reason: "completedSuccessfully", tag: "documented" };
  }
  if (outcome.kind === "canceled" || outcome.reason === "call-ended") {
    const resultInfo = result(400, 8508, "Action failed, the operation was cancelled.");
    return { status: "failed", resultInfo, reason: "mediaOperationCanceled", tag: "documented" };
  }
  const resultInfo =
    outcome.reason === "bad-format"
      ? result(400, 8535, "Action failed, file format is invalid.")
      : result(400, 8536, "Action failed, file could not be downloaded.");
  return { status: "failed", resultInfo, reason: "unknown", tag: "ours" };
}

/** A key that another party pressed (documented: an update of the call, ordered by `sequenceId`). */
export function sendTone(graph: GraphContext, call: GraphCall, tone: Tone, sequenceId: number): void {
  notify(graph, call, {
    title: "tone",
    tag: "documented",
    changeType: "updated",
    data: {
      "@odata.type": "#microsoft.graph.call",
      state: "established",
      toneInfo: { "@odata.type": "#microsoft.graph.toneInfo", sequenceId, tone: wireTone(tone) },
      id: call.id,
    },
  });
}
