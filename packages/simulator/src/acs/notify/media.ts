import type { Leg } from "../../engine/call.js";
import type { BotEvent } from "../../engine/events.js";
import { type Party, sameParty } from "../../engine/party.js";
import type { AcsConnection, AcsOperationRecord } from "../calls/connection.js";
import type { AcsContext } from "../calls/context.js";
import { wordOfTone } from "../wire/tone.js";
import { sendCallback } from "./callback.js";
import { actionCompleted, mediaResult, recognitionStopped, stoppedByEnd } from "./result-information.js";

type MediaEvent = Extract<BotEvent, { type: "play-started" | "play-ended" | "tones-sent" }>;

/** PlayStarted, PlayCompleted, PlayCanceled, PlayFailed, SendDtmfTonesCompleted, SendDtmfTonesFailed. */
export function sendMediaEvent(acs: AcsContext, connection: AcsConnection, event: MediaEvent): void {
  const record = connection.operations.get(event.operationId);
  const operationContext = record?.operationContext;
  if (event.type === "play-started") {
    sendCallback(
      acs,
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
    acs,
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
  const leg = acs.engine.calls.leg(connection.id);
  if (leg && record?.held) releaseHeld(acs, leg, record.held);
}

function nameOf({ type, outcome }: Exclude<MediaEvent, { type: "play-started" }>): string {
  if (type === "tones-sent") return outcome.kind === "completed" ? "SendDtmfTonesCompleted" : "SendDtmfTonesFailed";
  if (outcome.kind === "completed") return "PlayCompleted";
  return outcome.kind === "canceled" || outcome.reason === "call-ended" ? "PlayCanceled" : "PlayFailed";
}

/** A key of the participant that is listened to. */
export function sendToneReceived(
  acs: AcsContext,
  connection: AcsConnection,
  event: Extract<BotEvent, { type: "tone-heard" }>,
): void {
  const watch = connection.toneWatch;
  const tone = wordOfTone(event.tone);
  if (!watch || tone === undefined || !sameParty(watch.target, event.from)) return;
  watch.sequence++;
  sendCallback(
    acs,
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
  acs: AcsContext,
  connection: AcsConnection,
  leg: Leg,
  record: AcsOperationRecord,
  why: "stopped" | "call-ended",
): void {
  const result = why === "stopped" ? recognitionStopped : stoppedByEnd;
  const { operationContext } = record;
  sendCallback(
    acs,
    connection,
    leg,
    { type: "ContinuousDtmfRecognitionStopped", tag: "observed", result, operationContext },
    record,
  );
}

/** HoldFailed: the prompt cannot be played (observed for a file of another format), and no one is on hold (ours). */
export function sendHoldFailed(
  acs: AcsContext,
  connection: AcsConnection,
  leg: Leg,
  record: AcsOperationRecord,
  reason: "bad-format" | "not-found",
): void {
  const result = mediaResult("prompt", { kind: "failed", reason });
  const { operationContext } = record;
  sendCallback(acs, connection, leg, { type: "HoldFailed", result, operationContext }, record);
}

/** Puts the parties that must not hear a prompt on hold until it ends (observed: ParticipantsUpdated comes before PlayStarted). */
export function holdOthers(
  acs: AcsContext,
  connection: AcsConnection,
  operationId: string,
  hearers: readonly Party[],
): void {
  const { engine } = acs;
  const others = engine.calls
    .others(connection.id)
    .filter((one) => one.state === "connected" && !one.onHold && !hearers.some((party) => sameParty(party, one.party)));
  for (const other of others) engine.bots.hold(connection.id, { party: other.party });
  const record = connection.operations.get(operationId);
  if (record) record.held = others.map((other) => other.party);
}

/** Lets those go again who are still there. */
function releaseHeld(acs: AcsContext, leg: Leg, held: readonly Party[]): void {
  const { engine } = acs;
  if (leg.state !== "connected") return;
  const present = engine.calls.others(leg.id);
  for (const party of held) {
    if (present.some((one) => one.onHold && sameParty(one.party, party))) engine.bots.unhold(leg.id, party);
  }
}
