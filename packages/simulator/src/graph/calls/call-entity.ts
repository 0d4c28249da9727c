import type { JsonObject } from "../wire/body.js";
import { type ApiVersion, engineFacts, type GraphCall, type GraphContext } from "./context.js";

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
