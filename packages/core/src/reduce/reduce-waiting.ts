import { withoutOutcome } from "../record/command.js";
import { ungivenDecision } from "../record/held-response.js";
import { otherLegOf } from "../record/legs.js";
import { operationRecord, withOperation } from "../record/operation-record.js";
import { type Arrived, decodeEntry } from "../record/record-codec.js";
import type { Waiting } from "../store/store.js";
import { onCollectTimer } from "./collect.js";
import { onDecideTimer, onRingOver } from "./decision.js";
import { gapMs, onDtmf, onToneGap, tonesWait } from "./dtmf.js";
import { onHeld, onResponded, onResponsesLost, onUngivenInTime } from "./held-response.js";
import { askById, askNow } from "./inspection.js";
import { isHearsay, isLate, onHearsay } from "./late-or-astray.js";
import { onCollected } from "./native-collect.js";
import { onOperation, onOperationTimer } from "./operation-progress.js";
import { onParticipants } from "./participants.js";
import { onReturned } from "./release.js";
import { onRingTimer } from "./ring-limit.js";
import { endCall, noteLegs, onState, setKeepAlive, setProviderCallId } from "./state.js";
import { type Cause, type Turn, timerNames } from "./turn.js";
import { onUnnumberedWait } from "./unnumbered-tones.js";

/** Takes into a turn what waits for a call: the entries of its inbox in order, then the timers that are due. */
export function reduceWaiting(turn: Turn, { inbox, due }: Waiting): void {
  for (const entry of inbox) {
    const body = decodeEntry(entry.body);
    if (body.kind === "command") turn.commands = [...turn.commands, body];
    else if (body.kind === "ack") turn.set({ outcomes: withoutOutcome(turn.record.outcomes, body.of) });
    else if (body.kind === "ask") askNow(turn);
    else if (body.kind === "moving") turn.set({ movingUntil: body.until });
    else if (body.kind === "held") onHeld(turn, body);
    else if (body.kind === "responded") onResponded(turn, body);
    else reduceSignal(turn, body);
  }
  // An entry may have set a timer again that ran out meanwhile, such as a key that was pressed in time and read late.
  for (const name of due) if (!Object.hasOwn(turn.timers ?? {}, name)) onTimer(turn, name);
}

/** How many entries a turn takes in, which bounds how long other calls wait for it. */
const mostInTurn = 250;

/** What the next turn takes: the first entries, and the timers only with the last of them. The rest waits in the store. */
export function portionOf(waiting: Waiting): Waiting {
  if (waiting.inbox.length <= mostInTurn) return waiting;
  return { inbox: waiting.inbox.slice(0, mostInTurn), due: [] };
}

/** The ids of the entries that the turn has applied. */
export function idsOf({ inbox }: Waiting): readonly string[] {
  return inbox.map((entry) => entry.id);
}

/** Applies one signal of the provider to a known call. */
function reduceSignal(turn: Turn, signal: Arrived): void {
  const why = signal.sender && turn.rules.adapter.webhook.refuseSender?.(signal.sender, turn.record.memo);
  if (why !== undefined) {
    turn.unheard = [...turn.unheard, why];
    return;
  }
  if (isHearsay(turn.record, signal, turn.rules.adapter.webhook)) return onHearsay(turn, signal);
  const cause: Cause = {
    id: signal.id,
    at: signal.at,
    source: "event",
    ...(signal.arrivedAt === undefined ? {} : { arrivedAt: signal.arrivedAt }),
    ...(signal.raw === undefined ? {} : { raw: signal.raw }),
    ...(signal.trace === undefined ? {} : { trace: signal.trace }),
  };
  const leg = otherLegOf(turn.record, signal);
  if (leg !== undefined) noteLegs(turn, [leg]);
  // Another leg's end is not that of the call, and its keys are not the other side's.
  if (leg !== undefined && (signal.kind === "state" || signal.kind === "dtmf")) return;
  if (isLate(turn.record, signal)) turn.late.push(signal.kind);
  if (turn.record.state === "disconnected") letGoOf(turn, signal);
  else setProviderCallId(turn, signal.providerCallId ?? signal.leg);
  switch (signal.kind) {
    case "incoming":
      // The record was made from it (`open-incoming.ts`); a repeat has no effect.
      return;
    case "state":
      return onState(turn, signal, cause);
    case "operation":
      return onOperation(turn, signal, cause);
    case "dtmf":
      return onDtmf(turn, signal);
    case "collected":
      return onCollected(turn, signal, cause);
    case "participants":
      return onParticipants(turn, signal, cause);
    case "content-sharing":
      if (turn.record.state === "disconnected") return;
      return turn.emit({ type: "content-sharing-changed", change: signal.change, session: signal.sessionId }, cause);
    case "returned":
      return onReturned(turn, signal, cause);
    case "unrecognized":
      return turn.emit({ type: "unrecognized", name: signal.type }, cause);
  }
}

/**
 * The provider reports its id of a call that was given up here because nothing was heard of it. The bot believes that this call is over,
 * so its line is hung up.
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

function onTimer(turn: Turn, name: string): void {
  turn.timer(name, null);
  if (turn.record.state === "disconnected") return;
  switch (name) {
    case timerNames.tones:
      return onToneGap(turn);
    case timerNames.unnumberedTones:
      return onUnnumberedWait(turn);
    case timerNames.collect:
      return onCollectTime(turn);
    case timerNames.keepAlive:
      setKeepAlive(turn);
      turn.perform("keep-alive");
      return;
    case timerNames.reconcile:
      turn.timer(name, turn.rules.reconcileEveryMs);
      turn.perform("inspect");
      return;
    case timerNames.ask:
      return askById(turn);
    case timerNames.setUp:
      // The provider cannot be asked without its id of the call: the request or its answer was lost, and nothing was ever heard of the
      // call.
      if (turn.record.providerCallId === "") return endCall(turn, undefined, turn.own(), "unknown");
      turn.timer(name, turn.rules.reconcileEveryMs);
      turn.perform("inspect");
      return;
    case timerNames.ring:
      return onRingTimer(turn);
    case timerNames.decide:
      return onDecideTimer(turn);
    case timerNames.ringOver:
      return onRingOver(turn);
    case timerNames.responses:
      return onResponsesLost(turn);
    case timerNames.handOver:
      // This timer only makes another instance take the call, which has happened.
      return;
    default:
      return onDeadline(turn, name.slice(timerNames.operation("").length));
  }
}

function onDeadline(turn: Turn, operation: string): void {
  const ungiven = ungivenDecision(turn.record);
  if (ungiven?.operation === operation) onUngivenInTime(turn, ungiven);
  else onOperationTimer(turn, operation);
}

/** A key that was pressed in time counts, even if it still waits for others that were pressed before it. */
function onCollectTime(turn: Turn): void {
  if (tonesWait(turn)) turn.timer(timerNames.collect, gapMs);
  else onCollectTimer(turn);
}
