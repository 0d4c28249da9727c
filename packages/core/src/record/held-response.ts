import type { CallRecord, Decision } from "./call-record.js";
import { operationOf } from "./operation-record.js";

/** An instance holds a response for the decision: an entry of the call's inbox. */
export interface HeldEntry {
  readonly kind: "held";
  readonly id: string;
  /** For how long, ms. */
  readonly forMs: number;
  readonly asksAgain: boolean;
  /** The call can only be decided in this response, so the offer ends with it. */
  readonly endsOffer: boolean;
}

/** A response that was held is given. */
export interface RespondedEntry {
  readonly kind: "responded";
  readonly id: string;
  /** The decision that is in it. Absent: none, or the sender was gone. */
  readonly operation?: string;
}

type Decided = Pick<CallRecord, "decision" | "operations">;

/** The decision that is to be given in a response, as long as it is not. */
export function ungivenDecision({ decision, operations }: Decided): Decision | undefined {
  if (!decision?.response) return undefined;
  return operationOf(operations, decision.operation)?.accepted === false ? decision : undefined;
}
