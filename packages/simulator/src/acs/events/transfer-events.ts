import type { BotEvent } from "../../engine/events.js";
import type { AcsState } from "../acs-state.js";
import type { AcsConnection } from "../connection.js";
import { identifierOf } from "../wire/identifier.js";
import { sendCallback } from "./callback.js";
import { endResult, transferAccepted } from "./result-information.js";

type TransferEvent = Extract<BotEvent, { type: "transfer-accepted" | "transfer-failed" }>;

/** CallTransferAccepted when the target has picked up, or CallTransferFailed with what became of it. */
export function sendTransferOutcome(state: AcsState, connection: AcsConnection, event: TransferEvent): void {
  const record = connection.operations.get(event.operationId);
  connection.operations.delete(event.operationId);
  const operationContext = record?.operationContext;
  if (event.type === "transfer-failed") {
    const result = endResult(event.cause, event.target);
    sendCallback(state, connection, event.leg, { type: "CallTransferFailed", result, operationContext }, record);
    return;
  }
  const data = { transferTarget: identifierOf(event.target), transferee: identifierOf(event.transferee) };
  sendCallback(
    state,
    connection,
    event.leg,
    { type: "CallTransferAccepted", tag: "observed", result: transferAccepted, operationContext, data },
    record,
  );
}
