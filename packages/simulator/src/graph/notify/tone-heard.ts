import type { Tone } from "../../engine/tone.js";
import type { GraphCall } from "../calls/graph-call.js";
import type { GraphContext } from "../graph-context.js";
import { wireTone } from "../wire/tone.js";
import { notify } from "./notify.js";

/** A key that somebody pressed (documented: an update of the call, ordered by `sequenceId`). */
export function tellTone(graph: GraphContext, call: GraphCall, tone: Tone, sequenceId: number): void {
  notify(graph, call, {
    title: "tone",
    tag: "documented",
    changeType: "updated",
    data: {
      "@odata.type": "#microsoft.graph.call",
      state: "established",
      toneInfo: { "@odata.type": "#microsoft.graph.toneInfo", sequenceId, tone: wireTone(tone) },
      id: call.id,
    },
  });
}
