import { operationRecord } from "../record/operation-record.js";
import { withOperation } from "../record/operations.js";
import type { Arrived } from "../record/record-codec.js";
import { onDtmf } from "./dtmf.js";
import { isHearsay, onHearsay } from "./hearsay.js";
import { isLate } from "./is-late.js";
import { setProviderCallId } from "./keep-alive.js";
import { onOperation } from "./operation.js";
import { onParticipants } from "./participants.js";
import { onState } from "./state.js";
import type { Origin, Turn } from "./turn.js";

/** One signal of the provider, applied to a call that is known. */
export function reduceSignal(turn: Turn, signal: Arrived): void {
  const why = signal.sender && turn.rules.adapter.webhook.refuseSender?.(signal.sender, turn.record.memo);
  if (why !== undefined) {
    turn.unheard = [...turn.unheard, why];
    return;
  }
  if (isHearsay(turn.record, signal)) return onHearsay(turn, signal);
  const origin: Origin = {
    id: signal.id,
    at: signal.at,
    source: "event",
    ...(signal.raw === undefined ? {} : { raw: signal.raw }),
    ...(signal.trace === undefined ? {} : { trace: signal.trace }),
  };
  if (isLate(turn.record, signal)) turn.late.push(signal.kind);
  if (turn.record.state === "disconnected") letGoOf(turn, signal);
  else setProviderCallId(turn, signal.providerCallId);
  switch (signal.kind) {
    case "incoming":
      // The record was made of it (`openIncoming`); a repeat is no news.
      return;
    case "state":
      return onState(turn, signal, origin);
    case "operation":
      return onOperation(turn, signal, origin);
    case "dtmf":
      return onDtmf(turn, signal);
    case "participants":
      return onParticipants(turn, signal, origin);
    case "content-sharing":
      if (turn.record.state === "disconnected") return;
      return turn.tell({ type: "content-sharing-changed", change: signal.change, session: signal.sessionId }, origin);
    case "unrecognized":
      return turn.tell({ type: "unrecognized", name: signal.type }, origin);
  }
}

/**
 * The provider tells its id of a call that was given up here because nothing was heard of it: there is a line that nobody serves, and the
 * bot has been told that it is over. It is hung up.
 */
function letGoOf(turn: Turn, signal: Arrived): void {
  const { providerCallId } = signal;
  if (!providerCallId || !("key" in signal.call) || turn.record.providerCallId !== "") return;
  turn.set({ providerCallId });
  if (signal.kind === "state" && signal.state === "disconnected") return;
  const begun = { id: turn.rules.newId(), startedAt: turn.rules.now, accepted: false, internal: true };
  turn.set({ operations: withOperation(turn.record.operations, operationRecord({ verb: "hangUp", ...begun })) });
  turn.perform("let-go");
}
