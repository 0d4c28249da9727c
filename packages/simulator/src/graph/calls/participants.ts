import type { Leg } from "../../engine/call.js";
import type { GraphContext } from "../graph-context.js";
import type { JsonObject } from "../json.js";
import { identitySetOf } from "../wire/identity.js";
import { engineFacts } from "./engine-facts.js";
import type { GraphCall } from "./graph-call.js";

/** Who is in a call, as far as the bot may know: in the lobby it sees only itself (documented). */
export function rosterOf(graph: GraphContext, call: GraphCall): readonly Leg[] {
  const own = engineFacts(graph, call);
  const present = own.conversation.legs.filter((leg) => leg.state === "connected" || leg.state === "lobby");
  return own.leg.state === "lobby" ? present.filter((leg) => leg.id === call.id) : present;
}

/** `participant`, as rosters and the list have it (documented). */
export function participantEntity(leg: Leg): JsonObject {
  return {
    "@odata.type": "#microsoft.graph.participant",
    info: {
      "@odata.type": "#microsoft.graph.participantInfo",
      identity: identitySetOf(leg.party, leg.displayName),
    },
    mediaStreams: [
      {
        "@odata.type": "#microsoft.graph.mediaStream",
        mediaType: "audio",
        sourceId: "1",
        direction: "sendReceive",
        serverMuted: false,
      },
    ],
    isMuted: leg.muted,
    isInLobby: leg.state === "lobby",
    id: leg.participantId,
  };
}
