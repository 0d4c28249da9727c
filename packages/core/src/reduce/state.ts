import type { StateSignal } from "../adapter/signal.js";
import type { CallRecord } from "../record/call-record.js";
import { encodeEnd } from "../record/error-codec.js";
import { withLegs } from "../record/legs.js";
import { withInstant } from "../record/timing.js";
import {
  type CallState,
  type EndKind,
  type EndReason,
  laterState,
  type ResultInfo,
  withFurther,
} from "../words/call-state.js";
import { finishCollect } from "./collect.js";
import { emitHeldTones } from "./dtmf.js";
import { finishOperation, pendingOf } from "./finish-operation.js";
import { endMove, leavesTwo } from "./move.js";
import { rangFor, rangTooLong, startRinging } from "./ring-limit.js";
import { type Cause, type Turn, timerNames } from "./turn.js";

/** The provider reports the state of the call. */
export function onState(turn: Turn, signal: StateSignal, cause: Cause): void {
  const { result, answeredBy } = signal;
  if (signal.state === "disconnected")
    endCall(turn, answeredBy ? { code: 0, subcode: 0, message: "", ...result, answeredBy } : result, cause);
  else moveTo(turn, signal.state, cause);
}

/** Moves the call forward. A state that is not ahead of the current one has no effect. */
export function moveTo(turn: Turn, state: CallState, cause: Cause): void {
  const before = turn.record.state;
  if (laterState(before, state) === before || (state === "connected" && rangTooLong(turn.record))) return;
  turn.set({ state });
  if (before === "incoming") turn.timer(timerNames.ringOver, null);
  // A caller has been ringing since the call began.
  if (state === "ringing" && turn.record.direction === "outgoing")
    turn.set({ timing: withInstant(turn.record.timing, state, cause) });
  if (state === "connected") onConnected(turn, cause);
  else turn.emit({ type: "call-changed", state, inLobby: turn.record.inLobby }, { ...cause, id: `state:${state}` });
}

function onConnected(turn: Turn, cause: Cause): void {
  // Whoever is connected has been answered, also where that report is still on its way here.
  const answered = withInstant(turn.record.timing, "answered", cause);
  turn.set({ wasConnected: true, timing: withInstant(answered, "connected", cause) });
  turn.timer(timerNames.setUp, null);
  if (turn.record.ringLimit) turn.timer(timerNames.ring, null);
  turn.timer(timerNames.decide, null);
  turn.timer(timerNames.reconcile, turn.rules.reconcileEveryMs);
  setKeepAlive(turn);
  turn.emit({ type: "call-connected" }, { ...cause, id: "connected" });
  for (const id of pendingOf(turn, "answer")) finishOperation(turn, id, { outcome: "completed" }, cause);
}

const endOfVerb: Readonly<Record<NonNullable<CallRecord["endingVerb"]>, EndKind>> = {
  hangUp: "hung-up",
  reject: "rejected",
  redirect: "redirected",
  transfer: "transferred",
};

/** Verbs that exist to end the call. */
const ending = ["hangUp", "reject"] as const;

/** Verbs that end the call only if somebody else takes it. */
const handing = ["redirect", "transfer"] as const;

/** A call that is over had begun, so its request was accepted, though the answer may still be under way. */
const opening = ["create", "join"] as const;

/** How a call ended, in the provider's words. */
type ProviderEnd = ResultInfo & Pick<EndReason, "answeredBy">;

/** The call is over, once and for good. Its operations are settled and its timers cleared. */
export function endCall(turn: Turn, result: ProviderEnd | undefined, cause: Cause, forced?: EndKind): void {
  if (turn.record.state === "disconnected") return;
  emitHeldTones(turn);
  // The caller hung up before the bot could be offered the call.
  if (turn.record.state === "incoming") turn.dontEmit("incoming");
  // There is no prompt left for a key to stop.
  turn.dontPerform("cancel-media");
  const reason = reasonOf(turn, result, forced);
  turn.set({ state: "disconnected", end: reason, timing: withInstant(turn.record.timing, "ended", cause) });
  if (turn.record.collect) finishCollect(turn, "call-ended", cause);
  endMove(turn, cause);
  for (const verb of [...opening, ...ending])
    for (const id of pendingOf(turn, verb)) finishOperation(turn, id, { outcome: "completed" }, cause);
  for (const verb of handing) {
    if (reason.kind !== endOfVerb[verb]) continue;
    for (const id of pendingOf(turn, verb)) finishOperation(turn, id, { outcome: "completed" }, cause);
  }
  for (const { id } of turn.record.operations) {
    finishOperation(turn, id, { outcome: "failed", error: encodeEnd(reason) }, cause);
  }
  // Collected keys may be a secret, and are of no further use.
  turn.set({ collected: {} });
  for (const name of [
    timerNames.decide,
    timerNames.ringOver,
    ...(turn.record.responses ? [timerNames.responses] : []),
    ...(turn.record.ringLimit ? [timerNames.ring] : []),
    timerNames.setUp,
    timerNames.tones,
    timerNames.keepAlive,
    timerNames.reconcile,
    timerNames.ask,
  ])
    turn.timer(name, null);
  turn.emit({ type: "call-ended", reason }, { ...cause, id: "ended" });
}

/** Our own last accepted verb wins, then what the provider says; anything unlisted is unknown. */
function reasonOf(turn: Turn, result: ProviderEnd | undefined, forced: EndKind | undefined): EndReason {
  const said = result ?? nothingSaid;
  const known = withFurther(kindOf(turn, said, forced), said);
  const silent = known.kind === "unknown" && !known.message && !known.code && !known.subcode;
  const reason = silent ? { ...known, message: "the provider gave no reason" } : known;
  return said.answeredBy === undefined ? reason : { ...reason, answeredBy: said.answeredBy };
}

const nothingSaid: ProviderEnd = { code: 0, subcode: 0, message: "" };

function kindOf(turn: Turn, said: ResultInfo, forced: EndKind | undefined): EndReason {
  const { record, rules } = turn;
  const figures = { code: said.code, subcode: said.subcode, message: said.message };
  if (record.ringLimit && rangTooLong(record))
    return { kind: "no-answer", ...figures, message: rangFor(record.ringLimit) };
  const byProvider = () =>
    rules.adapter.endReason(said, { direction: record.direction, wasConnected: record.wasConnected });
  const verb = leavesTwo(record) ? "transfer" : (record.endingVerb ?? endingUnderWay(turn));
  if (verb === "redirect" && ringsElsewhere(turn)) {
    const reason = byProvider();
    if (reason.kind === "canceled") return reason;
  }
  if (verb) return { kind: endOfVerb[verb], ...figures };
  if (turn.rules.now < (record.movingUntil ?? 0)) return { kind: "transferred", ...figures };
  if (forced) return { kind: forced, ...figures };
  return byProvider();
}

/** A redirect was accepted, and the provider is yet to report whether its target took the call. Until then the caller may hang up. */
function ringsElsewhere(turn: Turn): boolean {
  return turn.rules.adapter.verbs.redirect?.completes === "signal" && pendingOf(turn, "redirect").length > 0;
}

/** A request on its way to the provider may be overtaken by the end that it causes. */
function endingUnderWay(turn: Turn): CallRecord["endingVerb"] {
  if (pendingOf(turn, "hangUp").length > 0) return "hangUp";
  const { state, decision } = turn.record;
  if (state !== "incoming" || !decision || decision.verb === "answer") return undefined;
  return decision.verb;
}

/** The random part that is taken off, so that a thousand calls that began together do not all report at the same moment. */
const jitter = 0.1;

/** Sets the next sign of life, never later than the provider requires. */
export function setKeepAlive(turn: Turn): void {
  const everyMs = turn.rules.adapter.limits.keepAliveEveryMs;
  if (everyMs === undefined) return;
  turn.timer(timerNames.keepAlive, Math.round(everyMs * (1 - jitter * turn.rules.random())));
}

/**
 * The provider has given the call an id. From then on it expects signs of life, also while the bot waits in a lobby (Graph counts "from
 * the start of the call", documented).
 */
export function setProviderCallId(turn: Turn, providerCallId: string | undefined): void {
  if (!providerCallId || turn.record.providerCallId !== "") return;
  turn.set({ providerCallId });
  startRinging(turn);
  bindName(turn);
  setKeepAlive(turn);
}

/** Keeps legs that the provider has added to the call. */
export function noteLegs(turn: Turn, further: readonly string[]): void {
  const legs = withLegs(turn.record, further);
  if (legs === turn.record.legs) return;
  turn.set({ legs });
  bindName(turn);
}

/** Has the store find the call by the provider's ids, where the events of calls come to the registered webhook. */
export function bindName(turn: Turn): void {
  const { record, rules } = turn;
  if (rules.adapter.webhook.reportsAt === "webhook" && record.providerCallId !== "") turn.perform("bind-name");
}
