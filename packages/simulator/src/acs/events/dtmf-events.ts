import type { Leg } from "../../engine/call.js";
import type { BotEvent } from "../../engine/events.js";
import { sameParty } from "../../engine/party.js";
import type { AcsState } from "../acs-state.js";
import type { AcsConnection, AcsOperationRecord } from "../connection.js";
import { wordOfTone } from "../wire/tone.js";
import { sendCallback } from "./callback.js";
import { actionCompleted, recognitionStopped, stoppedByEnd } from "./result-information.js";

/** A key of the participant that is listened to. */
export function sendToneReceived(
  state: AcsState,
  connection: AcsConnection,
  event: Extract<BotEvent, { type: "tone-heard" }>,
): void {
  const watch = connection.toneWatch;
  const tone = wordOfTone(event.tone);
  if (!watch || tone === undefined || !sameParty(watch.target, event.from)) return;
  watch.sequence++;
  sendCallback(
    state,
    connection,
    event.leg,
    {
      type: "ContinuousDtmfRecognitionToneReceived",
      result: actionCompleted,
      operationContext: watch.operationContext,
      data: { sequenceId: watch.sequence, tone },
    },
    watch,
  );
}

/** ContinuousDtmfRecognitionStopped, after a stop (200/0) or because the call ended (200/7000); both observed. */
export function sendDtmfStopped(
  state: AcsState,
  connection: AcsConnection,
  leg: Leg,
  record: AcsOperationRecord,
  why: "stopped" | "call-ended",
): void {
  const result = why === "stopped" ? recognitionStopped : stoppedByEnd;
  const { operationContext } = record;
  sendCallback(
    state,
    connection,
    leg,
    { type: "ContinuousDtmfRecognitionStopped", tag: "observed", result, operationContext },
    record,
  );
}
