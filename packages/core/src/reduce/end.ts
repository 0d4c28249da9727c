import type { CallRecord } from "../record/call-record.js";
import { encodeEnd } from "../record/error-codec.js";
import { type EndKind, type EndReason, type ResultInfo, withFurther } from "../words/call-state.js";
import { tellHeldTones } from "./dtmf.js";
import { finishCollect } from "./finish-collect.js";
import { finishOperation, pendingOf } from "./finish-operation.js";
import { type Origin, type Turn, timerNames } from "./turn.js";

const endOfCommand: Readonly<Record<NonNullable<CallRecord["command"]>, EndKind>> = {
  hangUp: "hung-up",
  reject: "rejected",
  redirect: "redirected",
  transfer: "transferred",
};

/** Verbs whose very purpose is the end of the call. */
const ending = ["hangUp", "reject", "redirect"] as const;

/** A call that is over had begun: its request was taken, though the answer to it may still be on its way. */
const opening = ["create", "join"] as const;

/** How a call ended, in the provider's words. */
type Ending = ResultInfo & Pick<EndReason, "answeredBy">;

/** The call is over: once, for good. What waits for it is settled, and no timer runs any more. */
export function endCall(turn: Turn, result: Ending | undefined, origin: Origin, forced?: EndKind): void {
  if (turn.record.state === "disconnected") return;
  tellHeldTones(turn);
  // Nothing plays any more that a key could stop.
  turn.spare("cancel-media");
  const reason = reasonOf(turn, result, forced);
  turn.set({ state: "disconnected", end: reason });
  if (turn.record.collect) finishCollect(turn, "call-ended", origin);
  for (const verb of [...opening, ...ending])
    for (const id of pendingOf(turn, verb)) finishOperation(turn, id, { outcome: "completed" }, origin);
  for (const id of pendingOf(turn, "transfer")) {
    if (reason.kind === "transferred") finishOperation(turn, id, { outcome: "completed" }, origin);
  }
  for (const { id } of turn.record.operations) {
    finishOperation(turn, id, { outcome: "failed", error: encodeEnd(reason) }, origin);
  }
  // Keys may be a secret, and are of no use to anybody any more.
  turn.set({ collected: {} });
  for (const name of [
    timerNames.decide,
    timerNames.ringOver,
    timerNames.setUp,
    timerNames.tones,
    timerNames.keepAlive,
    timerNames.reconcile,
    timerNames.ask,
  ])
    turn.timer(name, null);
  turn.tell({ type: "call-ended", reason }, { ...origin, id: "ended" });
}

/** Our own last accepted command wins; then the provider's word; what is not listed is unknown. */
function reasonOf(turn: Turn, result: Ending | undefined, forced: EndKind | undefined): EndReason {
  const said = result ?? nothingSaid;
  const known = withFurther(kindOf(turn, said, forced), said);
  const silent = known.kind === "unknown" && !known.message && known.code === 0 && known.subcode === 0;
  const reason = silent ? { ...known, message: "the provider gave no reason" } : known;
  return said.answeredBy === undefined ? reason : { ...reason, answeredBy: said.answeredBy };
}

const nothingSaid: Ending = { code: 0, subcode: 0, message: "" };

function kindOf(turn: Turn, said: ResultInfo, forced: EndKind | undefined): EndReason {
  const { record, rules } = turn;
  const figures = { code: said.code, subcode: said.subcode, message: said.message };
  const command = record.command ?? commandUnderWay(turn);
  if (command) return { kind: endOfCommand[command], ...figures };
  if (forced) return { kind: forced, ...figures };
  return rules.adapter.endReason(said, { direction: record.direction, wasConnected: record.wasConnected });
}

/** A command on its way to the provider may be overtaken by the end that it brings about. */
function commandUnderWay(turn: Turn): CallRecord["command"] {
  if (pendingOf(turn, "hangUp").length > 0) return "hangUp";
  const { state, decision } = turn.record;
  if (state !== "incoming" || !decision || decision.verb === "answer") return undefined;
  return decision.verb;
}
