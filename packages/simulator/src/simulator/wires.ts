import { createAcsWire } from "../acs/acs-wire.js";
import type { GraphBehaviorChange } from "../graph/behavior.js";
import { createGraphWire } from "../graph/graph-wire.js";
import type { AcsWire, GraphWire, Wire, WireContext } from "../wire.js";

/** The clouds that are simulated. */
export function createWires(
  context: WireContext,
  graphBehavior: GraphBehaviorChange = {},
): { readonly acs: AcsWire; readonly graph: GraphWire; readonly wires: readonly Wire[] } {
  const acs = createAcsWire(context);
  const graph = createGraphWire(context, graphBehavior);
  return { acs, graph, wires: [acs, graph] };
}
