import { createAcsWire } from "../acs/acs-wire.js";
import type { GraphSettings } from "../settings.js";
import type { AcsWire, Wire, WireContext } from "../wire.js";

/** The clouds that are simulated. */
export function createWires(context: WireContext): {
  readonly acs: AcsWire;
  readonly graph: { settings(): GraphSettings };
  readonly wires: readonly Wire[];
} {
  const acs = createAcsWire(context);
  const graph = {
    settings: (): GraphSettings => {
      throw new Error("This simulator speaks ACS only so far.");
    },
  };
  return { acs, graph, wires: [acs] };
}
