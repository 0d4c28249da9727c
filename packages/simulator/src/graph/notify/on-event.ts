import type { BotEvent } from "../../engine/events.js";
import type { GraphCall, GraphContext } from "../calls/context.js";
import { fileIncoming } from "../calls/incoming.js";
import {
  sendEnded,
  sendEstablished,
  sendEstablishing,
  sendRinging,
  sendState,
  sendTransferFailed,
} from "./call-updates.js";
import { sendIncoming } from "./incoming-call.js";
import { sendInviteEnded } from "./invitations.js";
import { sendPlayEnded, sendTone, sendTonesSent } from "./media.js";
import { askToJoin, recorderWithRoom, sendParticipantLeft } from "./participant-joining.js";
import { sendRoster, sendSharing } from "./participants.js";

/** Turns what happened to a bot's leg into notifications. */
export function onBotEvent(graph: GraphContext, event: BotEvent): void {
  if (event.type === "offered") {
    const recorder = recorderWithRoom(graph, event.bot.id);
    if (recorder) askToJoin(graph, recorder, event);
    else sendIncoming(graph, fileIncoming(graph, event));
    return;
  }
  const call = graph.calls.get(event.leg.id);
  if (call) onCallEvent(graph, call, event);
  else if (event.type === "ended") sendParticipantLeft(graph, event.leg.id);
}

function onCallEvent(graph: GraphContext, call: GraphCall, event: Exclude<BotEvent, { type: "offered" }>): void {
  switch (event.type) {
    case "ringing":
      return sendRinging(graph, call);
    case "in-lobby":
      sendEstablishing(graph, call);
      return sendRoster(graph, call);
    case "connected":
      sendEstablishing(graph, call);
      // Who is there goes ahead of the news that the bot is.
      sendRoster(graph, call);
      return sendEstablished(graph, call);
    case "roster-changed":
      return sendRoster(graph, call);
    case "ended":
      sendEstablishingUnlessOffered(graph, call);
      return sendEnded(graph, call, event.cause);
    case "play-started":
      return;
    case "play-ended":
      return sendPlayEnded(graph, call, event.operationId, event.outcome);
    case "tones-sent":
      return sendTonesSent(graph, call, event.operationId, event.outcome);
    case "tone-heard":
      return sendTone(graph, call, event.tone, event.sequence);
    case "transfer-started":
      return sendState(graph, call, "transferring");
    case "transfer-accepted":
      return sendState(graph, call, "transferAccepted");
    case "transfer-failed":
      return sendTransferFailed(graph, call, event);
    case "sharing-changed":
      return sendSharing(graph, call, event.change, event.session);
    case "invite-ended":
      return sendInviteEnded(graph, call, event.operationId, event.outcome === "joined" ? undefined : event.outcome);
    case "move-ended":
      return sendInviteEnded(graph, call, event.operationId, event.outcome === "moved" ? undefined : event.outcome);
  }
}

/** A call that the bot made is reported establishing even if it ends at once. */
function sendEstablishingUnlessOffered(graph: GraphContext, call: GraphCall): void {
  if (call.direction === "outgoing") sendEstablishing(graph, call);
}
