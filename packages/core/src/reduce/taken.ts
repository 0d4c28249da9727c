import type { Taken, Verb } from "../adapter/verb.js";
import type { CallRecord } from "../record/call-record.js";
import { operationOf, withChanged } from "../record/operations.js";
import { endCall } from "./end.js";
import { finishOperation } from "./finish-operation.js";
import { setKeepAlive, setProviderCallId } from "./keep-alive.js";
import { boundStoppedMedia } from "./operation-deadline.js";
import { moveTo } from "./state.js";
import type { Turn } from "./turn.js";

type Ending = NonNullable<CallRecord["command"]>;

/** The provider has taken a request of ours. */
export function onTaken(turn: Turn, id: string, taken: Taken, verb: Pick<Verb, "completes" | "endsCall">): void {
  const { record } = turn;
  setProviderCallId(turn, taken.providerCallId);
  turn.set({
    participantId: taken.participantId || record.participantId,
    memo: taken.memo === undefined ? record.memo : taken.memo,
  });
  const operation = operationOf(turn.record.operations, id);
  // Its completion overtook its acceptance: nothing is left to note.
  if (!operation) return;
  const { providerOperationId = operation.providerOperationId } = taken;
  const warnings = taken.warnings ? [...operation.warnings, ...taken.warnings] : operation.warnings;
  turn.set({
    operations: withChanged(turn.record.operations, id, { providerOperationId, accepted: true, warnings }),
  });
  if (operation.verb === "cancelMedia") boundStoppedMedia(turn);
  // A call that came in had its id before: it is kept once it is ours. It may lead into a lobby.
  if (operation.verb === "answer") setKeepAlive(turn);
  if (isEnding(operation.verb)) turn.set({ command: operation.verb });
  if (taken.state) moveTo(turn, taken.state, turn.own(id));
  if (taken.done || verb.completes === "acceptance") finishOperation(turn, id, { outcome: "completed" }, turn.own(id));
  if (verb.endsCall) endCall(turn, undefined, turn.own(id));
}

/** A transfer ends the call only once it has succeeded; the others do by being accepted. */
function isEnding(verb: string): verb is Exclude<Ending, "transfer"> {
  return verb === "hangUp" || verb === "reject" || verb === "redirect";
}
