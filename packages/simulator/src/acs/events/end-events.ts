import type { BotEvent } from "../../engine/events.js";
import type { AcsState } from "../acs-state.js";
import type { AcsConnection } from "../connection.js";
import { sendCallback } from "./callback.js";
import { sendDtmfStopped } from "./dtmf-events.js";
import { canceledByBot, endResult } from "./result-information.js";

/**
 * CallDisconnected; for a call that never came about CreateCallFailed after it, without the context
 * (both observed, in this order).
 */
export function sendEnd(state: AcsState, connection: AcsConnection, event: Extract<BotEvent, { type: "ended" }>): void {
  const { leg, cause, wasConnected, call } = event;
  const other = call.legs.find((one) => one.id !== leg.id);
  const isTakenBack = !wasConnected && cause.kind === "hung-up";
  const result = isTakenBack ? canceledByBot : endResult(cause, other?.party);
  if (connection.toneWatch) sendDtmfStopped(state, connection, leg, connection.toneWatch, "call-ended");
  const { operationContext } = connection;
  sendCallback(state, connection, leg, { type: "CallDisconnected", result, operationContext });
  if (connection.how === "create" && !wasConnected) {
    sendCallback(state, connection, leg, { type: "CreateCallFailed", tag: "observed", result });
  }
}
