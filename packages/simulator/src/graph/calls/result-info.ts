import type { Provenance } from "../../delivery/delivery.js";
import type { Call, EndCause } from "../../engine/call.js";

/** `resultInfo` of a call that is over, and how sure we are of it. */
export interface CallResult {
  readonly code: number;
  readonly subcode: number;
  readonly message: string;
  readonly tag: Provenance;
}

/** The facts that decide the result: the direction of the call, and its parties. */
type Conversation = Pick<Call, "kind" | "from" | "to"> & { readonly direction: "incoming" | "outgoing" };

type Row = readonly [code: number, subcode: number, message: string, tag: Provenance];

/**
 * By what became of the call. Codes of calls that were never connected stand in the list that both clouds share; that Graph
 * uses them here is ours, where it says so.
 */
export function resultOf(call: Conversation, cause: EndCause): CallResult | undefined {
  const row = rowOf(call, cause);
  if (row === undefined) return undefined;
  const [code, subcode, message, tag] = row;
  return { code, subcode, message, tag };
}

function rowOf(call: Conversation, cause: EndCause): Row | undefined {
  const byPhone = otherIsPhone(call);
  switch (cause.kind) {
    case "hung-up":
      if (cause.by === "self") return [200, 7000, "Call ended by the bot.", "documented"];
      if (cause.by === "everyone") return [200, 5001, "The conversation has ended.", "documented"];
      return byPhone
        ? [200, 560000, "Call ended by the PSTN user.", "documented"]
        : [200, 4521, "Call ended by the other participant.", "documented"];
    case "declined":
      return byPhone ? [603, 560603, "Decline.", "ours"] : [603, 0, "Decline. DiagCode: 603#0.@", "ours"];
    case "busy":
      return byPhone ? [486, 560486, "Busy Here.", "ours"] : [486, 8539, "Callee busy.", "ours"];
    case "no-answer":
      if (call.kind === "group") return [200, 5013, "Nobody joined.", "documented"];
      return byPhone ? [480, 560480, "No answer.", "ours"] : [487, 10004, "The call timed out.", "ours"];
    case "unreachable":
      return byPhone
        ? [480, 10134, "The call cannot be routed.", "documented"]
        : [480, 10037, "The callee has no endpoint.", "documented"];
    case "canceled":
      return byPhone ? [487, 540487, "Canceled by the caller.", "ours"] : [487, 0, "Canceled by the caller.", "ours"];
    case "answered-elsewhere":
      return [487, 10003, "Answered elsewhere.", "ours"];
    case "not-decided":
      return [408, 8587, "Incoming call not answered within time.", "ours"];
    case "transferred":
      return [200, 7015, "GracefulTransferCompleted", "documented"];
    case "removed":
      return [200, 5300, "The participant was removed.", "documented"];
    case "moved":
      return [200, 5300, "The participant was moved to another call.", "ours"];
    case "alone":
      return [200, 5010, "Only one participant remained.", "documented"];
    case "not-admitted":
      return [200, 5855, "Nobody admitted the participant from the lobby.", "documented"];
    case "keep-alive-lost":
      return [408, 8537, "Keep-alive timed out.", "documented"];
    case "network":
      return [410, 301005, "Media connectivity failed.", "documented"];
    // A call that the bot sent away ends without any figures (documented by the examples).
    case "rejected":
    case "redirected":
      return undefined;
  }
}

function otherIsPhone({ direction, from, to }: Conversation): boolean {
  return direction === "incoming" ? from.kind === "phone" : to.some((party) => party.kind === "phone");
}

/** `resultInfo` of what went well (documented). */
export const succeeded = {
  "@odata.type": "#microsoft.graph.resultInfo",
  code: 200,
  subcode: 0,
  message: "Action completed successfully.",
} as const;
