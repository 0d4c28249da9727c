import type { Leg } from "../../engine/call.js";
import type { JsonObject } from "../wire/body.js";
import { identitySetOf } from "../wire/identity.js";
import type { ApiVersion } from "./context.js";
import { engineFacts, type GraphCall, type GraphContext } from "./context.js";

/** Members that are there and null until they have something to say (documented by the answer to create). */
const unset = {
  subject: null,
  terminationReason: null,
  ringingTimeoutInSeconds: null,
  mediaState: null,
  resultInfo: null,
  answeredBy: null,
  chatInfo: null,
  meetingInfo: null,
  transcription: null,
  meetingCapability: null,
  toneInfo: null,
} as const;

/** The whole `call`, as create and get answer it. */
export function callEntity(graph: GraphContext, call: GraphCall, root: string, version: ApiVersion): JsonObject {
  return {
    "@odata.context": `${root}/$metadata#app/calls/$entity`,
    "@odata.type": "#microsoft.graph.call",
    ...unset,
    ...call.described,
    state: call.state === "ringing" && version === "v1.0" ? "establishing" : call.state,
    direction: call.direction,
    callbackUri: call.callbackUri,
    mediaConfig: call.media ? JSON.parse(JSON.stringify(call.media)) : null,
    activeModalities: call.state === "established" ? ["audio"] : [],
    routingPolicies: [],
    tenantId: call.tenantId,
    ...callIds(graph, call),
  };
}

/** What identifies a call toward the bot. */
export function callIds(graph: GraphContext, call: GraphCall): JsonObject {
  const { leg, conversation } = engineFacts(graph, call);
  return { myParticipantId: leg.participantId, callChainId: conversation.chainId, id: call.id };
}

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
        serverMuted: leg.muted && leg.owner.kind === "bot",
      },
    ],
    isMuted: leg.muted,
    isInLobby: leg.state === "lobby",
    id: leg.participantId,
  };
}
