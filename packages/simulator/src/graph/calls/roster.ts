import type { Leg } from "../../engine/call.js";
import type { JsonObject } from "../wire/body.js";
import { GraphFailure } from "../wire/errors.js";
import { identitySetOf } from "../wire/identity.js";
import { engineFacts, type GraphCall, type GraphContext } from "./context.js";

/** `participant` of everybody in a call, as rosters and the list have it; in the lobby the bot sees only itself (documented). */
export function rosterOf(graph: GraphContext, call: GraphCall): readonly JsonObject[] {
  const galleries = engineFacts(graph, call).leg.state === "lobby" ? [] : galleriesOf(graph, call);
  return [...present(graph, call).map((leg) => participantEntity(graph, leg)), ...galleries.map(galleryEntity)];
}

/** The one with this id in the roster. Throws 404 (subcode documented, its use ours). */
export function participantIn(graph: GraphContext, call: GraphCall, id: string): Leg {
  const wanted = id.toLowerCase();
  const leg = present(graph, call).find((one) => one.participantId === wanted);
  if (!leg) throw participantNotFound();
  return leg;
}

function participantNotFound(): GraphFailure {
  return new GraphFailure(404, "8558", "Participant not present.");
}

function present(graph: GraphContext, call: GraphCall): readonly Leg[] {
  const own = engineFacts(graph, call);
  const legs = own.conversation.legs.filter((leg) => leg.state === "connected" || leg.state === "lobby");
  return own.leg.state === "lobby" ? legs.filter((leg) => leg.id === call.id) : legs;
}

/** One of those in the call (documented). */
export function participantEntity(graph: GraphContext, leg: Leg): JsonObject {
  const sharesScreen = graph.calls.get(leg.id)?.sharesScreen === true;
  return {
    "@odata.type": "#microsoft.graph.participant",
    info: {
      "@odata.type": "#microsoft.graph.participantInfo",
      identity: identitySetOf(leg.party, leg.displayName),
    },
    mediaStreams: [
      stream("audio", "sendReceive", leg.muted && leg.owner.kind === "bot"),
      ...(sharesScreen
        ? [{ ...stream("videoBasedScreenSharing", "sendOnly", false), label: "applicationsharing-video" }]
        : []),
    ],
    isMuted: leg.muted,
    isInLobby: leg.state === "lobby",
    id: leg.participantId,
  };
}

/** The large gallery views that bots have added to a conversation. */
function galleriesOf(graph: GraphContext, call: GraphCall): readonly string[] {
  const { conversation } = engineFacts(graph, call);
  const legs = new Set(conversation.legs.map(({ id }) => id));
  return graph.calls.all().flatMap(({ id, galleryView }) => (galleryView && legs.has(id) ? [galleryView] : []));
}

/** A large gallery view: known by its application type, by video in both directions, and by its metadata (documented). */
function galleryEntity(id: string): JsonObject {
  const view = { id: `${id}/1`, page: 1, status: "active", type: "lg", aspectRatio: "widescreen" };
  return {
    "@odata.type": "#microsoft.graph.participant",
    info: {
      "@odata.type": "#microsoft.graph.participantInfo",
      identity: {
        "@odata.type": "#microsoft.graph.identitySet",
        application: {
          "@odata.type": "#microsoft.graph.identity",
          id,
          identityProvider: "AAD",
          ApplicationType: "LargeGallery-V2",
        },
      },
      endpointType: "default",
      participantId: id,
    },
    mediaStreams: [stream("audio", "receiveOnly", false), stream("video", "sendReceive", false)],
    metadata: JSON.stringify({ __platform: { ui: { hidden: true } }, audienceView: view }),
    isMuted: false,
    isInLobby: false,
    id,
  };
}

function stream(mediaType: string, direction: string, serverMuted: boolean): JsonObject {
  return { "@odata.type": "#microsoft.graph.mediaStream", mediaType, sourceId: "1", direction, serverMuted };
}
