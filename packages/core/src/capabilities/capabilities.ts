import type { Observations } from "../adapter/observations.js";
import type { VerbName } from "../adapter/verb-name.js";
import type { Capability } from "./capability.js";

/** What can be done, by verb, and what is told of a call at all. Read off the adapter, never written by hand. */
export type Capabilities = Readonly<Record<VerbName | "collectDtmf", Capability>> & {
  readonly observations: Observations;
};
