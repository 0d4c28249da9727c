import { engineFacts } from "../calls/engine-facts.js";
import type { GraphCall } from "../calls/graph-call.js";
import type { GraphContext } from "../graph-context.js";
import type { JsonObject } from "../json.js";

/** The notification of the older calling protocol (documented that it comes and is answered 204; its members are ours). */
export function legacyNotification(graph: GraphContext, call: GraphCall): JsonObject {
  return {
    id: call.id,
    appId: call.appId,
    callState: "incoming",
    isMultiparty: engineFacts(graph, call).conversation.kind !== "one-to-one",
    presentedModalityTypes: ["audio"],
    participants: [],
  };
}
