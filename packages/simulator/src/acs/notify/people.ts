import type { Leg } from "../../engine/call.js";
import type { BotEvent } from "../../engine/events.js";
import type { Party } from "../../engine/party.js";
import type { AcsConnection, AcsOperationRecord } from "../calls/connection.js";
import type { AcsContext } from "../calls/context.js";
import { identifierOf, rawIdOf } from "../wire/identifier.js";
import { sendCallback } from "./callback.js";
import {
  connectedResult,
  endResult,
  invitationResult,
  leftAlready,
  nothingToCancel,
  type ResultInformation,
} from "./result-information.js";

/** AddParticipantSucceeded or AddParticipantFailed; after a cancellation CancelAddParticipantSucceeded instead (observed). */
export function sendInviteOutcome(
  acs: AcsContext,
  connection: AcsConnection,
  { leg, operationId, invitee, outcome }: Extract<BotEvent, { type: "invite-ended" }>,
): void {
  const record = connection.operations.get(operationId);
  connection.operations.delete(operationId);
  if (!record) return;
  if (outcome === "joined") {
    sendAbout(acs, connection, leg, "AddParticipantSucceeded", invitee, connectedResult, record);
    return;
  }
  const result = invitationResult(rawIdOf(invitee), outcome, invitee);
  if (record.canceledBy) {
    sendCancellation(acs, connection, leg, "CancelAddParticipantSucceeded", operationId, result, record.canceledBy);
    return;
  }
  sendAbout(acs, connection, leg, "AddParticipantFailed", invitee, result, record);
}

/** CancelAddParticipantFailed: they have joined, have declined, or were never invited. */
export function sendTooLate(
  acs: AcsContext,
  connection: AcsConnection,
  leg: Leg,
  invitationId: string,
  record: AcsOperationRecord,
): void {
  const result = nothingToCancel(invitationId);
  sendCancellation(acs, connection, leg, "CancelAddParticipantFailed", invitationId, result, record);
}

/** MoveParticipantSucceeded or MoveParticipantFailed, to the call that they were to come into. */
export function sendMoveOutcome(
  acs: AcsContext,
  connection: AcsConnection,
  { leg, operationId, party, outcome }: Extract<BotEvent, { type: "move-ended" }>,
): void {
  const record = connection.operations.get(operationId);
  connection.operations.delete(operationId);
  if (!record) return;
  const [type, result] =
    outcome === "moved"
      ? (["MoveParticipantSucceeded", connectedResult] as const)
      : (["MoveParticipantFailed", endResult(outcome, party)] as const);
  sendAbout(acs, connection, leg, type, party, result, record);
}

/** RemoveParticipantSucceeded. */
export function sendRemoved(
  acs: AcsContext,
  connection: AcsConnection,
  leg: Leg,
  party: Party,
  record: AcsOperationRecord,
): void {
  sendAbout(acs, connection, leg, "RemoveParticipantSucceeded", party, connectedResult, record);
}

/** RemoveParticipantFailed: they have left already. */
export function sendNotRemoved(
  acs: AcsContext,
  connection: AcsConnection,
  leg: Leg,
  party: Party,
  record: AcsOperationRecord,
): void {
  sendAbout(acs, connection, leg, "RemoveParticipantFailed", party, leftAlready(rawIdOf(party)), record);
}

function sendAbout(
  acs: AcsContext,
  connection: AcsConnection,
  leg: Leg,
  type: string,
  party: Party,
  result: ResultInformation,
  record: AcsOperationRecord,
): void {
  const { operationContext, fromCall } = record;
  const data = { participant: identifierOf(party), ...(fromCall === undefined ? {} : { fromCall }) };
  sendCallback(acs, connection, leg, { type, result, operationContext, data }, record);
}

function sendCancellation(
  acs: AcsContext,
  connection: AcsConnection,
  leg: Leg,
  type: string,
  invitationId: string,
  result: ResultInformation,
  record: AcsOperationRecord,
): void {
  const { operationContext } = record;
  sendCallback(acs, connection, leg, { type, result, operationContext, data: { invitationId } }, record);
}
