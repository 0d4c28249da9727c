import type { EndCause } from "../../engine/end-cause.js";
import type { GraphCall } from "../calls/graph-call.js";
import type { GraphContext } from "../graph-context.js";
import { tellState } from "./call-updates.js";

/** A transfer that failed leaves the call established, with the failure in its result (documented). */
export function tellTransferFailed(graph: GraphContext, call: GraphCall, cause: EndCause): void {
  const resultInfo = {
    "@odata.type": "#microsoft.graph.resultInfo",
    code: 500,
    subcode: 7700,
    message: `Transfer failed: ${cause.kind}.`,
  };
  tellState(graph, call, "established", { data: { resultInfo } });
}
