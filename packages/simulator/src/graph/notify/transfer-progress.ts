import type { BotEvent } from "../../engine/events.js";
import type { GraphCall } from "../calls/graph-call.js";
import { resultOf } from "../calls/result-info.js";
import type { GraphContext } from "../graph-context.js";
import { tellState } from "./call-updates.js";

type TransferFailed = Extract<BotEvent, { type: "transfer-failed" }>;

/**
 * A transfer that failed leaves the call established, with the failure in its result (documented, as is 500/7700). No page prints the text of it. That it names the
 * code of the call to the target, in the form in which the service's texts name codes, is ours.
 */
export function tellTransferFailed(graph: GraphContext, call: GraphCall, { target, cause }: TransferFailed): void {
  const ended = resultOf({ kind: "one-to-one", direction: "outgoing", from: target, to: [target] }, cause);
  const resultInfo = {
    "@odata.type": "#microsoft.graph.resultInfo",
    code: 500,
    subcode: 7700,
    message: ended ? `Transfer failed. DiagCode: ${ended.code}#${ended.subcode}.@` : "Transfer failed.",
  };
  tellState(graph, call, "established", { data: { resultInfo } });
}
