import type { Found } from "../adapter/verb.js";
import { askSoon } from "./ask.js";
import { endCall } from "./end.js";
import { moveTo } from "./state.js";
import type { Origin, Turn } from "./turn.js";

/** The provider, when asked, said how the call stands. Same rules as for what it tells of its own accord. */
export function onFound(turn: Turn, found: Found): void {
  // It knows the call no more, and may have ended it for our hang-up or before: which of the two is in the answer to that.
  if (found.state === "gone" && hangsUp(turn)) return askSoon(turn);
  const origin: Origin = { id: turn.rules.newId(), at: turn.rules.now, source: "reconciled" };
  if (found.state === "gone")
    return endCall(
      turn,
      found.result ?? { code: 404, subcode: 0, message: "the provider no longer knows the call" },
      origin,
    );
  if (found.state === "disconnected") return endCall(turn, found.result, origin);
  moveTo(turn, found.state, origin);
}

/** Whether a hang-up is on its way, and not answered yet. */
function hangsUp(turn: Turn): boolean {
  return turn.record.operations.some(({ verb, accepted }) => verb === "hangUp" && !accepted);
}
