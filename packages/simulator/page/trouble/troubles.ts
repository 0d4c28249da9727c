import type { FaultSpec } from "../../src/delivery/fault.js";

/** A way to make the bot's life hard, to be switched on and off while a call is up. */
export interface Trouble {
  readonly id: string;
  readonly name: string;
  readonly does: string;
  readonly fault: Omit<FaultSpec, "id">;
}

export const troubles: readonly Trouble[] = [
  {
    id: "page-drop",
    name: "Drop",
    does: "One callback in four never arrives",
    fault: { effect: { kind: "drop" }, probability: 0.25 },
  },
  {
    id: "page-duplicate",
    name: "Duplicate",
    does: "Every callback arrives twice",
    fault: { effect: { kind: "duplicate" } },
  },
  {
    id: "page-reorder",
    name: "Reorder",
    does: "Neighboring callbacks change places",
    fault: { effect: { kind: "reorder" } },
  },
  {
    id: "page-delay",
    name: "Delay",
    does: "Callbacks arrive 1.5 seconds late",
    fault: { effect: { kind: "delay", ms: 1500 } },
  },
];
