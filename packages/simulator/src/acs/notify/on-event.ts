import type { BotEvent } from "../../engine/events.js";
import type { AcsContext } from "../calls/context.js";
import { sendEnd, sendParticipants, sendTransferOutcome } from "./call-updates.js";
import { sendCallback } from "./callback.js";
import { announceIncomingCall } from "./incoming-call.js";
import { sendMediaEvent, sendToneReceived } from "./media.js";
import { sendInviteOutcome, sendMoveOutcome } from "./people.js";
import { connectedResult } from "./result-information.js";

/** What each event of the engine means on this wire. */
export function onEvent(acs: AcsContext, event: BotEvent): void {
  if (event.type === "offered") {
    announceIncomingCall(acs, event);
    return;
  }
  const connection = acs.connections.get(event.leg.id);
  // A call that was never taken has no callback address: the bot hears nothing more of it (documented).
  if (!connection) return;

  switch (event.type) {
    case "connected": {
      const { operationContext } = connection;
      const isFirst = acs.behavior.firstEvent === "participants";
      if (isFirst) sendParticipants(acs, connection, event.leg, event.call.legs);
      sendCallback(acs, connection, event.leg, { type: "CallConnected", result: connectedResult, operationContext });
      if (!isFirst) sendParticipants(acs, connection, event.leg, event.call.legs);
      return;
    }
    case "roster-changed":
      sendParticipants(acs, connection, event.leg, event.participants);
      return;
    case "ended":
      sendEnd(acs, connection, event);
      return;
    case "play-started":
    case "play-ended":
    case "tones-sent":
      sendMediaEvent(acs, connection, event);
      return;
    case "tone-heard":
      sendToneReceived(acs, connection, event);
      return;
    case "transfer-accepted":
    case "transfer-failed":
      sendTransferOutcome(acs, connection, event);
      return;
    case "invite-ended":
      sendInviteOutcome(acs, connection, event);
      return;
    case "move-ended":
      sendMoveOutcome(acs, connection, event);
      return;
    case "ringing":
    case "in-lobby":
    case "transfer-started":
    case "sharing-changed":
      // This wire has no event for these.
      return;
  }
}
