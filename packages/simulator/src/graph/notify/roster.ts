import { engineFacts } from "../calls/engine-facts.js";
import type { GraphCall } from "../calls/graph-call.js";
import { participantEntity, rosterOf } from "../calls/participants.js";
import type { GraphContext } from "../graph-context.js";
import { notify } from "./notify.js";

/** Sends the whole roster of a group call or meeting, if it is another than the last (documented; one-to-one calls have none). */
export function tellRoster(graph: GraphContext, call: GraphCall): void {
  const { leg, conversation } = engineFacts(graph, call);
  if (conversation.kind === "one-to-one") return;
  const data = rosterOf(graph, call).map(participantEntity);
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
