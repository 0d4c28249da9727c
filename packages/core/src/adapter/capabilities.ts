import type { Capability } from "./capability.js";
import type { Observations } from "./observations.js";
import type { VerbName } from "./verb-name.js";

/** What can be done, by verb, and what is told of a call at all. Read off the adapter, never written by hand. */
export type Capabilities = Readonly<Record<VerbName | "collectDtmf", Capability>> & {
  readonly observations: Observations;
};
