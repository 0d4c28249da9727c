import type { EndCause } from "../../engine/end-cause.js";
import type { Party } from "../../engine/party.js";
import { callIds } from "../calls/call-entity.js";
import { engineFacts } from "../calls/engine-facts.js";
import type { GraphCall } from "../calls/graph-call.js";
import { type CallResult, resultOf } from "../calls/result-info.js";
import type { GraphContext } from "../graph-context.js";
import type { JsonObject } from "../json.js";
import { encryptedId } from "../wire/encrypt.js";
import { encryptedIdentitySet } from "../wire/identity.js";
import { tellState } from "./call-updates.js";
import { notify } from "./notify.js";

/** The last that is heard of a call. From now on its id is unknown. */
export function tellEnded(graph: GraphContext, call: GraphCall, cause: EndCause): void {
  if (cause.kind === "hung-up" && cause.by === "self") tellState(graph, call, "terminating");
  call.state = "terminated";
  const result = resultOf({ ...engineFacts(graph, call).conversation, direction: call.direction }, cause);
  notify(graph, call, {
    title: `terminated: ${cause.kind}`,
    tag: result?.tag ?? "documented",
    changeType: "deleted",
    data: endData(graph, call, cause, result),
  });
  graph.calls.remove(call.id);
}

function endData(graph: GraphContext, call: GraphCall, cause: EndCause, result: CallResult | undefined): JsonObject {
  // The example of reject has neither a state nor a result.
  if (cause.kind === "rejected") return { "@odata.type": "#microsoft.graph.call", id: call.id };
  const { source, targets } = call.described;
  return {
    "@odata.type": "#microsoft.graph.call",
    state: "terminated",
    direction: call.direction,
    callbackUri: call.callbackUri,
    ...(call.direction === "incoming" ? { source, targets } : {}),
    ...(cause.kind === "redirected" ? answeredBy(cause.answeredBy) : {}),
    ...(result ? { resultInfo: resultInfo(result) } : {}),
    ...(cause.kind === "transferred" ? { terminationReason: "AppTransferred" } : {}),
    tenantId: call.tenantId,
    ...callIds(graph, call),
  };
}

function resultInfo({ code, subcode, message }: CallResult): JsonObject {
  return { "@odata.type": "#microsoft.graph.resultInfo", code, subcode, message };
}

/** Who took a redirected call is told of telephones only, and encrypted (documented by the examples). */
function answeredBy(party: Party | undefined): JsonObject {
  if (party?.kind !== "phone") return {};
  return {
    answeredBy: {
      "@odata.type": "#microsoft.graph.participantInfo",
      identity: encryptedIdentitySet(encryptedId(party.number)),
      endpointType: "default",
    },
  };
}
