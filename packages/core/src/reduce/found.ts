import type { Found } from "../adapter/verb.js";
import type { EndKind } from "../words/call-state.js";
import { askSoon } from "./ask.js";
import { endCall } from "./end.js";
import { moveTo } from "./state.js";
import type { Origin, Turn } from "./turn.js";

/** The provider, when asked, said how the call stands. Same rules as for what it tells of its own accord. */
export function onFound(turn: Turn, found: Found): void {
  // It knows the call no more, and may have ended it for our hang-up or before: which of the two is in the answer to that.
  if (found.state === "gone" && hangsUp(turn)) return askSoon(turn);
  const origin: Origin = { id: turn.rules.newId(), at: turn.rules.now, source: "reconciled" };
  if (found.state === "gone") return endCall(turn, found.result ?? unknownCall, origin, whyGone(turn, found));
  if (found.state === "disconnected") return endCall(turn, found.result, origin);
  moveTo(turn, found.state, origin);
}

const unknownCall = { code: 404, subcode: 0, message: "the provider no longer knows the call" } as const;

/** Of a call that came in and is gone before it was connected the caller gave up, if nothing says otherwise. */
function whyGone({ record }: Turn, { result }: Found): EndKind | undefined {
  const offered = record.direction === "incoming" && !record.wasConnected;
  return offered && result === undefined ? "canceled" : undefined;
}

/** Whether a hang-up is on its way, and not answered yet. */
function hangsUp(turn: Turn): boolean {
  return turn.record.operations.some(({ verb, accepted }) => verb === "hangUp" && !accepted);
}
