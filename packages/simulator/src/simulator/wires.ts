import { createAcsWire } from "../acs/acs-wire.js";
import type { AcsBehavior } from "../acs/behavior.js";
import type { GraphBehaviorChange } from "../graph/behavior.js";
import { createGraphWire } from "../graph/graph-wire.js";
import type { AcsWire, GraphWire, Wire, WireContext } from "../wire.js";

/** The clouds that are simulated. */
export function createWires(
  context: WireContext,
  behavior: { readonly acs?: Partial<AcsBehavior> | undefined; readonly graph?: GraphBehaviorChange | undefined },
): { readonly acs: AcsWire; readonly graph: GraphWire; readonly wires: readonly Wire[] } {
  const acs = createAcsWire(context, behavior.acs);
  const graph = createGraphWire(context, behavior.graph);
  return { acs, graph, wires: [acs, graph] };
}
