import type { EndKind } from "@trunkline/core";

/** How we know what a code means: printed by Microsoft, seen on the wire, or our own reading. */
export type Evidence = "documented" | "observed" | "ours";

/** One row of the table of end codes. */
export interface EndCode {
  /** Absent: the subcode means the same under every code. */
  readonly code?: number;
  readonly subcode: number;
  /** What the end is once the call was connected, and before that unless the next two say otherwise. */
  readonly kind: EndKind;
  /** What it is when an incoming call ends so before it was connected. */
  readonly incomingUnanswered?: EndKind;
  /** What it is when an outgoing call ends so before it was connected. */
  readonly outgoingUnanswered?: EndKind;
  /** The provider's meaning in a few words. Used as the message if the wire has none. */
  readonly meaning: string;
  readonly evidence: Evidence;
  /** The page or recording that says so. */
  readonly source: string;
}
