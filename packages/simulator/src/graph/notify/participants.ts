import type { SharingSession } from "../../engine/call.js";
import { engineFacts, type GraphCall, type GraphContext } from "../calls/context.js";
import { rosterOf } from "../calls/roster.js";
import { notify } from "./notify.js";

/** Sends the whole roster of a group call or meeting, if it differs from the last (documented; one-to-one calls have none). */
export function sendRoster(graph: GraphContext, call: GraphCall): void {
  const { leg, conversation } = engineFacts(graph, call);
  if (conversation.kind === "one-to-one") return;
  const data = rosterOf(graph, call);
  const roster = JSON.stringify(data);
  if (call.lastRoster === roster) return;
  call.lastRoster = roster;
  notify(graph, call, {
    title: leg.state === "lobby" ? "roster: in the lobby" : "roster",
    tag: "documented",
    changeType: "updated",
    below: "/participants",
    data,
  });
}

/** Sends the roster to every bot of this cloud in a call: something changed in it that only this cloud knows. */
export function sendRosters(graph: GraphContext, call: GraphCall): void {
  for (const { id, state } of engineFacts(graph, call).conversation.legs) {
    const other = graph.calls.get(id);
    if (other && state === "connected") sendRoster(graph, other);
  }
}

const changeTypes = { started: "created", updated: "updated", ended: "deleted" } as const;

/**
 * A participant shares a screen; sent only when the bot asked for it. Two forms are documented: an array of sessions (create page),
 * and the session's address alone (answer page).
 */
export function sendSharing(
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
