import type { BotEvent } from "../../engine/events.js";
import type { GraphCall, GraphContext } from "../calls/context.js";
import { fileIncoming } from "../calls/incoming.js";
import {
  tellEnded,
  tellEstablished,
  tellEstablishing,
  tellRinging,
  tellState,
  tellTransferFailed,
} from "./call-updates.js";
import { tellIncoming } from "./incoming-call.js";
import { tellPlayEnded, tellTone, tellTonesSent } from "./media.js";
import { askToJoin, recorderWithRoom, tellParticipantLeft } from "./participant-joining.js";
import { tellRoster, tellSharing } from "./participants.js";

/** Turns what happened to a bot's leg into notifications. */
export function onBotEvent(graph: GraphContext, event: BotEvent): void {
  if (event.type === "offered") {
    const recorder = recorderWithRoom(graph, event.bot.id);
    if (recorder) askToJoin(graph, recorder, event);
    else tellIncoming(graph, fileIncoming(graph, event));
    return;
  }
  const call = graph.calls.get(event.leg.id);
  if (call) tell(graph, call, event);
  else if (event.type === "ended") tellParticipantLeft(graph, event.leg.id);
}

function tell(graph: GraphContext, call: GraphCall, event: Exclude<BotEvent, { type: "offered" }>): void {
  switch (event.type) {
    case "ringing":
      return tellRinging(graph, call);
    case "in-lobby":
      tellEstablishing(graph, call);
      return tellRoster(graph, call);
    case "connected":
      tellEstablishing(graph, call);
      // Who is there goes ahead of the news that the bot is.
      tellRoster(graph, call);
      return tellEstablished(graph, call);
    case "roster-changed":
      return tellRoster(graph, call);
    case "ended":
      tellEstablishingUnlessOffered(graph, call);
      return tellEnded(graph, call, event.cause);
    case "play-started":
      return;
    case "play-ended":
      return tellPlayEnded(graph, call, event.operationId, event.outcome);
    case "tones-sent":
      return tellTonesSent(graph, call, event.operationId, event.outcome);
    case "tone-heard":
      return tellTone(graph, call, event.tone, event.sequence);
    case "transfer-started":
      return tellState(graph, call, "transferring");
    case "transfer-accepted":
      return tellState(graph, call, "transferAccepted");
    case "transfer-failed":
      return tellTransferFailed(graph, call, event);
    case "sharing-changed":
      return tellSharing(graph, call, event.change, event.session);
    case "invite-ended":
      return;
  }
}

/** A call that the bot made is reported establishing even if it ends at once. */
function tellEstablishingUnlessOffered(graph: GraphContext, call: GraphCall): void {
  if (call.direction === "outgoing") tellEstablishing(graph, call);
}
