import type { StateSignal } from "../adapter/signal.js";
import type { CallRecord } from "../record/call-record.js";
import { encodeEnd } from "../record/error-codec.js";
import {
  type CallState,
  type EndKind,
  type EndReason,
  laterState,
  type ResultInfo,
  withFurther,
} from "../words/call-state.js";
import { finishCollect } from "./collect.js";
import { tellHeldTones } from "./dtmf.js";
import { finishOperation, pendingOf } from "./finish-operation.js";
import { type Origin, type Turn, timerNames } from "./turn.js";

/** The provider says where the call stands. */
export function onState(turn: Turn, signal: StateSignal, origin: Origin): void {
  const { result, answeredBy } = signal;
  if (signal.state === "disconnected")
    endCall(turn, answeredBy ? { code: 0, subcode: 0, message: "", ...result, answeredBy } : result, origin);
  else moveTo(turn, signal.state, origin);
}

/** Moves the call forward. What would move it back, or changes nothing, is no news. */
export function moveTo(turn: Turn, state: CallState, origin: Origin): void {
  const before = turn.record.state;
  if (before === "disconnected" || laterState(before, state) === before) return;
  turn.set({ state });
  if (before === "incoming") turn.timer(timerNames.ringOver, null);
  if (state === "connected") onConnected(turn, origin);
  else turn.tell({ type: "call-changed", state, inLobby: turn.record.inLobby }, { ...origin, id: `state:${state}` });
}

function onConnected(turn: Turn, origin: Origin): void {
  turn.set({ wasConnected: true });
  turn.timer(timerNames.setUp, null);
  turn.timer(timerNames.decide, null);
  turn.timer(timerNames.reconcile, turn.rules.reconcileEveryMs);
  setKeepAlive(turn);
  turn.tell({ type: "call-connected" }, { ...origin, id: "connected" });
  for (const id of pendingOf(turn, "answer")) finishOperation(turn, id, { outcome: "completed" }, origin);
}

const endOfVerb: Readonly<Record<NonNullable<CallRecord["endingVerb"]>, EndKind>> = {
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
  const verb = record.endingVerb ?? endingUnderWay(turn);
  if (verb) return { kind: endOfVerb[verb], ...figures };
  if (forced) return { kind: forced, ...figures };
  return rules.adapter.endReason(said, { direction: record.direction, wasConnected: record.wasConnected });
}

/** A request on its way to the provider may be overtaken by the end that it causes. */
function endingUnderWay(turn: Turn): CallRecord["endingVerb"] {
  if (pendingOf(turn, "hangUp").length > 0) return "hangUp";
  const { state, decision } = turn.record;
  if (state !== "incoming" || !decision || decision.verb === "answer") return undefined;
  return decision.verb;
}

/** What is taken off at random: a thousand calls that began together do not all report at the same moment. */
const jitter = 0.1;

/** Sets when the provider hears from us next; never later than it wants to. */
export function setKeepAlive(turn: Turn): void {
  const everyMs = turn.rules.adapter.limits.keepAliveEveryMs;
  if (everyMs === undefined) return;
  turn.timer(timerNames.keepAlive, Math.round(everyMs * (1 - jitter * turn.rules.random())));
}

/**
 * The provider has given the call an id. From then on it wants signs of life, also while the bot waits in a lobby and is not connected
 * (Graph counts "from the start of the call", documented).
 */
export function setProviderCallId(turn: Turn, providerCallId: string | undefined): void {
  if (!providerCallId || turn.record.providerCallId !== "") return;
  turn.set({ providerCallId });
  setKeepAlive(turn);
}
