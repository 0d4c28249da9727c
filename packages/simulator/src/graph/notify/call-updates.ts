import type { Provenance } from "../../wire.js";
import type { CallState } from "../calls/call-state.js";
import type { GraphCall } from "../calls/graph-call.js";
import type { GraphContext } from "../graph-context.js";
import type { JsonObject } from "../json.js";
import { notify, post } from "./notify.js";

/** Reports the call's new state. */
export function tellState(
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
export function tellEstablishing(graph: GraphContext, call: GraphCall): void {
  if (call.state !== "incoming" && call.state !== "establishing") return;
  if (call.told) return;
  call.told = true;
  tellState(graph, call, "establishing");
}

/** The callee's phone rings. `ringing` is in beta's schema only; that it is sent at all is ours. */
export function tellRinging(graph: GraphContext, call: GraphCall): void {
  tellEstablishing(graph, call);
  if (call.version === "beta") tellState(graph, call, "ringing", { tag: "ours" });
}

export function tellEstablished(graph: GraphContext, call: GraphCall): void {
  if (graph.behavior.current().emptyCallbacks) {
    post(graph, call, { title: "callback without a body", tag: "observed" }, undefined);
  }
  tellState(graph, call, "established", { data: { direction: call.direction, tenantId: call.tenantId } });
}
