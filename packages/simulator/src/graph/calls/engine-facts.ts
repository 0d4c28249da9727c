import type { Call, Leg } from "../../engine/call.js";
import { callNotFound } from "../api/graph-failure.js";
import type { GraphContext } from "../graph-context.js";
import type { GraphCall } from "./graph-call.js";

/** What the engine knows of a call now: the bot's leg, and the conversation that it is in. */
export function engineFacts(graph: GraphContext, call: GraphCall): { readonly leg: Leg; readonly conversation: Call } {
  const leg = graph.engine.calls.leg(call.id);
  const conversation = graph.engine.calls.ofLeg(call.id);
  if (!leg || !conversation) throw callNotFound();
  return { leg, conversation };
}
