import type { GraphContext } from "../graph-context.js";

/** Without a keepAlive for this long the service ends the call (documented). */
const KEEP_ALIVE_MS = 45 * 60_000;

/** Starts the watch anew. */
export function watchKeepAlive(graph: GraphContext, callId: string): void {
  graph.engine.bots.keepAlive(callId, KEEP_ALIVE_MS);
}
