import type { Leg } from "../../engine/call.js";
import type { BotEvent } from "../../engine/events.js";
import { type AcsConnection, participantOf, present } from "../calls/connection.js";
import type { AcsContext } from "../calls/context.js";
import { identifierOf } from "../wire/identifier.js";
import { sendCallback } from "./callback.js";
import { sendDtmfStopped } from "./media.js";
import { canceledByBot, connectedResult, endResult, transferAccepted } from "./result-information.js";

/**
 * CallDisconnected; for a call that never came about CreateCallFailed after it, without the context
 * (both observed, in this order).
 */
export function sendEnd(acs: AcsContext, connection: AcsConnection, event: Extract<BotEvent, { type: "ended" }>): void {
  const { leg, cause, wasConnected, call } = event;
  const other = call.legs.find((one) => one.id !== leg.id);
  const isTakenBack = !wasConnected && cause.kind === "hung-up";
  const result = isTakenBack ? canceledByBot : endResult(cause, other?.party);
  if (connection.toneWatch) sendDtmfStopped(acs, connection, leg, connection.toneWatch, "call-ended");
  const { operationContext } = connection;
  sendCallback(acs, connection, leg, { type: "CallDisconnected", result, operationContext });
  if (connection.how === "create" && !wasConnected) {
    sendCallback(acs, connection, leg, { type: "CreateCallFailed", tag: "observed", result });
  }
}

type TransferEvent = Extract<BotEvent, { type: "transfer-accepted" | "transfer-failed" }>;

/** CallTransferAccepted when the target has picked up, or CallTransferFailed with what became of it. */
export function sendTransferOutcome(acs: AcsContext, connection: AcsConnection, event: TransferEvent): void {
  const record = connection.operations.get(event.operationId);
  connection.operations.delete(event.operationId);
  const operationContext = record?.operationContext;
  if (event.type === "transfer-failed") {
    const result = endResult(event.cause, event.target);
    sendCallback(acs, connection, event.leg, { type: "CallTransferFailed", result, operationContext }, record);
    return;
  }
  const data = { transferTarget: identifierOf(event.target), transferee: identifierOf(event.transferee) };
  sendCallback(
    acs,
    connection,
    event.leg,
    { type: "CallTransferAccepted", tag: "observed", result: transferAccepted, operationContext, data },
    record,
  );
}

/** ParticipantsUpdated, if the list has changed since the last one. */
export function sendParticipants(acs: AcsContext, connection: AcsConnection, leg: Leg, legs: readonly Leg[]): void {
  const participants = present(legs).map((one) => participantOf(one, acs.identities));
  const roster = JSON.stringify(participants);
  if (roster === connection.lastRoster) return;
  connection.lastRoster = roster;
  const { sequenceNumbers } = acs.behavior;
  connection.rosterSequence += sequenceNumbers === "gaps" && connection.rosterSequence > 0 ? 2 : 1;
  const data = { participants, sequenceNumber: connection.rosterSequence };
  for (let copy = 0; copy < (sequenceNumbers === "repeats" ? 2 : 1); copy++) {
    sendCallback(acs, connection, leg, { type: "ParticipantsUpdated", result: connectedResult, data });
  }
}
