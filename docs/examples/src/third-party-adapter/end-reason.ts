import type { EndContext, EndKind, EndReason, ResultInfo } from "@trunkline/core";

/** The API's reasons for the end of a call that was not answered. */
const unanswered: Readonly<Record<string, EndKind>> = {
  busy: "busy",
  "no-answer": "no-answer",
  canceled: "canceled",
  failed: "unreachable",
};

/** Why a call ended, from the API's word for it. What is not listed is unknown: it is never guessed. */
export function endReason({ code, subcode, message }: ResultInfo, { wasConnected }: EndContext): EndReason {
  const kind = message === "completed" && wasConnected ? "remote-hung-up" : (unanswered[message] ?? "unknown");
  return { kind, code, subcode, message };
}
