import type { EndContext, EndKind, EndReason, ResultInfo } from "@trunkline/core";

/** The carrier's causes. What is not listed is `unknown`: it is never guessed. */
const kinds: Readonly<Record<string, (context: EndContext) => EndKind>> = {
  hung_up: ({ wasConnected }) => (wasConnected ? "remote-hung-up" : "canceled"),
  busy: () => "busy",
  declined: () => "declined",
  no_answer: () => "no-answer",
  unreachable: () => "unreachable",
  transferred: () => "transferred",
  too_long: () => "time-limit",
};

/** Why a call ended. What the bot did itself (hang up, reject, redirect) core knows already. */
export function endReason(result: ResultInfo, context: EndContext): EndReason {
  const { code, subcode, message } = result;
  const kind = Object.hasOwn(kinds, code) ? kinds[code]?.(context) : undefined;
  return { kind: kind ?? "unknown", code, subcode, message };
}
