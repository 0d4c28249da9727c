import type { BotEvent } from "../../engine/events.js";
import type { AcsState } from "../acs-state.js";
import type { AcsConnection } from "../connection.js";
import { releaseHeld } from "../routes/hold-others.js";
import { sendCallback } from "./callback.js";
import { actionCompleted, mediaResult } from "./result-information.js";

type MediaEvent = Extract<BotEvent, { type: "play-started" | "play-ended" | "tones-sent" }>;

/** PlayStarted, PlayCompleted, PlayCanceled, PlayFailed, SendDtmfTonesCompleted, SendDtmfTonesFailed. */
export function sendMediaEvent(state: AcsState, connection: AcsConnection, event: MediaEvent): void {
  const record = connection.operations.get(event.operationId);
  const operationContext = record?.operationContext;
  if (event.type === "play-started") {
    sendCallback(
      state,
      connection,
      event.leg,
      { type: "PlayStarted", result: actionCompleted, operationContext },
      record,
    );
    return;
  }
  connection.operations.delete(event.operationId);
  const { outcome } = event;
  const failedAt = outcome.kind === "failed" ? outcome.promptIndex : undefined;
  sendCallback(
    state,
    connection,
    event.leg,
    {
      type: nameOf(event),
      result: mediaResult(event.type === "play-ended" ? "prompt" : "tones", outcome),
      operationContext,
      ...(failedAt === undefined ? {} : { data: { failedPlaySourceIndex: failedAt } }),
    },
    record,
  );
  const leg = state.context.engine.calls.leg(connection.id);
  if (leg && record?.held) releaseHeld(state, leg, record.held);
}

function nameOf({ type, outcome }: Exclude<MediaEvent, { type: "play-started" }>): string {
  if (type === "tones-sent") return outcome.kind === "completed" ? "SendDtmfTonesCompleted" : "SendDtmfTonesFailed";
  if (outcome.kind === "completed") return "PlayCompleted";
  return outcome.kind === "canceled" || outcome.reason === "call-ended" ? "PlayCanceled" : "PlayFailed";
}
