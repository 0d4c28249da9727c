import type { SharingSession } from "../../engine/call.js";
import type { GraphCall } from "../calls/graph-call.js";
import type { GraphContext } from "../graph-context.js";
import { notify } from "./notify.js";

const changeTypes = { started: "created", updated: "updated", ended: "deleted" } as const;

/**
 * Somebody shares a screen; told only when the bot asked for it. Two forms are documented: an array of sessions (create page),
 * and the session's address alone (answer page).
 */
export function tellSharing(
  graph: GraphContext,
  call: GraphCall,
  change: keyof typeof changeTypes,
  session: SharingSession,
): void {
  if (!call.contentSharing) return;
  const form = graph.behavior.current().contentSharing;
  const array = form === "array" || (form === "as-documented" && call.direction === "outgoing");
  notify(graph, call, {
    title: `content sharing ${change}`,
    tag: "documented",
    changeType: changeTypes[change],
    ...(array
      ? {
          below: "/contentsharingsessions",
          data: [{ "@odata.type": "#microsoft.graph.contentSharingSession", id: session.id }],
        }
      : { below: `/contentsharingsessions/${session.id}` }),
  });
}
