import type { ReturnedSignal } from "../adapter/signal.js";
import type { VerbName } from "../adapter/verb-inputs.js";
import { finishCollect } from "./collect.js";
import { finishOperation, pendingOf } from "./finish-operation.js";
import { moveTo } from "./state.js";
import type { Cause, Turn } from "./turn.js";

/** A verb has succeeded. After a transfer the call ends as transferred. If the verb releases the call, the bot is out of it, and the call goes on. */
export function releaseAfter(turn: Turn, verb: VerbName, cause: Cause): void {
  if (turn.record.state === "disconnected") return;
  if (verb === "transfer") turn.set({ endingVerb: verb });
  if (!releases(turn, verb)) return;
  turn.set({ released: verb, endingVerb: verb });
  finishCollect(turn, "call-ended", cause);
}

/** The provider gives a released call back. */
export function onReturned(turn: Turn, _signal: ReturnedSignal, cause: Cause): void {
  if (turn.record.state === "disconnected") return;
  completeOvertaken(turn, cause);
  if (!turn.record.released) return;
  turn.set({ released: undefined, endingVerb: undefined });
  moveTo(turn, "connected", cause);
  turn.emit({ type: "call-returned" }, cause);
}

/** A call can only return after it was released: the completion that says so is still on its way here. */
function completeOvertaken(turn: Turn, cause: Cause): void {
  for (const verb of ["transfer", "redirect"] as const)
    for (const id of pendingOf(turn, verb)) {
      if (!releases(turn, verb)) continue;
      finishOperation(turn, id, { outcome: "completed" }, cause);
      releaseAfter(turn, verb, cause);
    }
}

function releases({ rules }: Turn, verb: VerbName): verb is "transfer" | "redirect" {
  return (verb === "transfer" || verb === "redirect") && rules.adapter.verbs[verb]?.releases === true;
}
