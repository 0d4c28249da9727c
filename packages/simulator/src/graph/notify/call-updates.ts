import type { Provenance } from "../../delivery/delivery.js";
import type { EndCause } from "../../engine/call.js";
import type { BotEvent } from "../../engine/events.js";
import type { Party } from "../../engine/party.js";
import { callIds } from "../calls/call-entity.js";
import { type CallState, engineFacts, type GraphCall, type GraphContext } from "../calls/context.js";
import { type CallResult, resultOf } from "../calls/result-info.js";
import type { JsonObject } from "../wire/body.js";
import { encryptedId, encryptedIdentitySet } from "../wire/identity.js";
import { notify, post } from "./notify.js";

/** Reports the call's new state. */
export function sendState(
  graph: GraphContext,
  call: GraphCall,
  state: CallState,
  more: { readonly data?: JsonObject; readonly tag?: Provenance } = {},
): void {
  call.state = state;
  notify(graph, call, {
    title: state,
    tag: more.tag ?? "documented",
    changeType: "updated",
    data: { "@odata.type": "#microsoft.graph.call", state, ...call.repeated, ...more.data, id: call.id },
  });
}

/** The first report on every call that is made or answered, once. */
export function sendEstablishing(graph: GraphContext, call: GraphCall): void {
  if (call.state !== "incoming" && call.state !== "establishing") return;
  if (call.establishingSent) return;
  call.establishingSent = true;
  sendState(graph, call, "establishing");
}

/** The callee's phone rings. `ringing` is in beta's schema only; that it is sent at all is ours. */
export function sendRinging(graph: GraphContext, call: GraphCall): void {
  sendEstablishing(graph, call);
  if (call.version === "beta") sendState(graph, call, "ringing", { tag: "ours" });
}

export function sendEstablished(graph: GraphContext, call: GraphCall): void {
  if (graph.behavior.current().emptyCallbacks) {
    post(graph, call, { title: "callback without a body", tag: "observed" }, undefined);
  }
  sendState(graph, call, "established", { data: { direction: call.direction, tenantId: call.tenantId } });
}

/** The last notification of a call. From now on its id is unknown. */
export function sendEnded(graph: GraphContext, call: GraphCall, cause: EndCause): void {
  if (cause.kind === "hung-up" && cause.by === "self") sendState(graph, call, "terminating");
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

/** Who answered a redirected call is reported for telephones only, and encrypted (documented by the examples). */
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

type TransferFailed = Extract<BotEvent, { type: "transfer-failed" }>;

/**
 * A transfer that failed leaves the call established, with the failure in its result (documented, as is 500/7700). No page prints the text of it. That it names the
 * code of the call to the target, in the form in which the service's texts name codes, is ours.
 */
export function sendTransferFailed(graph: GraphContext, call: GraphCall, { target, cause }: TransferFailed): void {
  const ended = resultOf({ kind: "one-to-one", direction: "outgoing", from: target, to: [target] }, cause);
  const resultInfo = {
    "@odata.type": "#microsoft.graph.resultInfo",
    code: 500,
    subcode: 7700,
    message: ended ? `Transfer failed. DiagCode: ${ended.code}#${ended.subcode}.@` : "Transfer failed.",
  };
  sendState(graph, call, "established", { data: { resultInfo } });
}
