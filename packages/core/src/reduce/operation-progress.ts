import type { OperationSignal } from "../adapter/signal.js";
import type { Verb, VerbAnswer } from "../adapter/verb.js";
import { asJson } from "../base/json.js";
import type { CallRecord } from "../record/call-record.js";
import type { OperationOutcome } from "../record/happening.js";
import { type OperationRecord, operationOf, withChanged } from "../record/operation-record.js";
import { withInstant } from "../record/timing.js";
import { endOperation } from "./end-operation.js";
import { findOperation, noteGivenUp, pendingOf } from "./finish-operation.js";
import { giveBack } from "./give-back.js";
import { onMoveTimer } from "./move.js";
import { nativeUnderWay } from "./native-collect.js";
import { onAdded, onUnseen, takenBack } from "./people.js";
import { noteInRow } from "./prompt-row.js";
import { endCall, moveTo, noteLegs, setKeepAlive, setProviderCallId } from "./state.js";
import { type Cause, type Turn, timerNames } from "./turn.js";

type EndingVerb = NonNullable<CallRecord["endingVerb"]>;

/** The provider has accepted a request. */
export function onAnswer(turn: Turn, id: string, answer: VerbAnswer, verb: Pick<Verb, "completes" | "endsCall">): void {
  const { record } = turn;
  setProviderCallId(turn, answer.providerCallId);
  noteLegs(turn, answer.legs ?? []);
  turn.set({
    participantId: answer.participantId || record.participantId,
    memo: answer.memo === undefined ? record.memo : answer.memo,
  });
  const operation = operationOf(turn.record.operations, id);
  // Its completion arrived before its acceptance, so there is nothing left to note.
  if (!operation) return;
  const { providerOperationId = operation.providerOperationId } = answer;
  const warnings = answer.warnings ? [...operation.warnings, ...answer.warnings] : operation.warnings;
  turn.set({
    operations: withChanged(turn.record.operations, id, { providerOperationId, accepted: true, warnings }),
  });
  turn.accepted = [...turn.accepted, { id, warnings }];
  noteInRow(turn, operation, answer.warnings);
  if (operation.verb === "cancelMedia") boundStoppedMedia(turn);
  // The bot has canceled it while it was on its way.
  if (operation.verb === "collectDtmf" && operation.stopping) turn.perform("cancel-media");
  // An incoming call has had its id all along, and is kept alive from its answer on. It may lead into a lobby.
  if (operation.verb === "answer") {
    setKeepAlive(turn);
    turn.set({ timing: withInstant(turn.record.timing, "answered", { at: turn.rules.now }) });
  }
  if (endsByAcceptance(operation.verb)) turn.set({ endingVerb: operation.verb });
  if (answer.state) moveTo(turn, answer.state, turn.own(id));
  if (typeof answer.done === "object") endInTime(turn, operation, answer.done.inMs);
  else if (answer.done || verb.completes === "acceptance") endOperation(turn, id, completed, turn.own(id));
  if (verb.endsCall) endCall(turn, undefined, turn.own(id));
}

/** A transfer ends the call only when it succeeds; these verbs do so by being accepted. */
function endsByAcceptance(verb: string): verb is Exclude<EndingVerb, "transfer"> {
  return verb === "hangUp" || verb === "reject" || verb === "redirect";
}

/** The provider reports the end of an operation. */
export function onOperation(turn: Turn, signal: OperationSignal, cause: Cause): void {
  const id = findOperation(turn.record, signal);
  const operation = id === undefined ? undefined : operationOf(turn.record.operations, id);
  if (operation?.verb === "addParticipant") return onAdded(turn, operation, signal, cause);
  if (operation) onPendingOperation(turn, operation.id, signal, cause);
  // A redirect may have ended here by its deadline, and still ring.
  const redirect = id ?? signal.operationId;
  const failed = signal.outcome === "failed" || signal.outcome === "canceled";
  if (signal.verb === "redirect" && failed && redirect !== undefined) giveBack(turn, redirect, signal, cause);
}

function onPendingOperation(turn: Turn, id: string, signal: OperationSignal, cause: Cause): void {
  const { result, hint, parties } = signal;
  const outcome = signal.outcome === "ended" ? endOf(turn, id) : signal.outcome;
  const ended = {
    outcome,
    ...(result ? { result } : {}),
    ...(hint === undefined ? {} : { hint }),
    ...(parties ? { value: asJson(parties) } : {}),
  };
  endOperation(turn, id, isCutOff(turn, id, outcome) ? cutOff : ended, cause);
}

/** What an end means of which the provider says no more. */
function endOf(turn: Turn, id: string): "completed" | "canceled" {
  const stopped = operationOf(turn.record.operations, id)?.stopping || pendingOf(turn, "cancelMedia").length > 0;
  return stopped ? "canceled" : "completed";
}

/** A stopped prompt has done its work; tones that were cut off did not arrive as dialed. */
function isCutOff(turn: Turn, id: string, outcome: OperationOutcome["outcome"]): boolean {
  return outcome === "canceled" && operationOf(turn.record.operations, id)?.verb === "sendDtmf";
}

const cutOff = {
  outcome: "failed",
  error: { code: "operation-failed", message: "sendDtmf: the tones were cut off" },
} as const;

/** How long the provider may take to answer the question that follows a missed deadline, ms. */
const answerMs = 15_000;
/** How long media take to end once the provider has agreed to stop them, ms. */
const stopMs = 5000;

/** The provider reports no completion of this work, and says how long it takes. Where the bot's own deadline is earlier, its timer stays. */
function endInTime(turn: Turn, { id, startedAt, timeoutMs, stopping }: OperationRecord, inMs: number): void {
  if (stopping) return endOperation(turn, id, canceled, turn.own());
  if (timeoutMs !== undefined && turn.rules.now + inMs > startedAt + timeoutMs) return;
  turn.set({ operations: withChanged(turn.record.operations, id, { endsInTime: true }) });
  turn.timer(timerNames.operation(id), Number.isFinite(inMs) ? inMs : null);
}

/** The time of an operation is up. Either it is done, or no completion came: then the provider is asked about the call, and the operation has failed. */
export function onOperationTimer(turn: Turn, id: string): void {
  const operation = operationOf(turn.record.operations, id);
  if (!operation) return;
  if (operation.awaitsRoster) return onUnseen(turn, operation);
  const { move } = turn.record;
  if (move?.operation === id) return onMoveTimer(turn, move);
  if (operation.endsInTime) return endOperation(turn, id, completed, turn.own());
  // Without an id the provider cannot be asked: the caller is gone, or on a line of which we have heard nothing. The first signal of that
  // line ends it.
  if (operation.verb === "answer" && turn.record.providerCallId === "")
    return endCall(turn, undefined, turn.own(), "unknown");
  turn.perform("inspect");
  if (isSettledByState(operation)) {
    turn.set({ operations: withChanged(turn.record.operations, id, { asked: true }) });
    return turn.timer(timerNames.operation(id), answerMs);
  }
  noteGivenUp(turn, id);
  if (operation.stopping)
    return endOperation(turn, id, operation.verb === "addParticipant" ? takenBack : canceled, turn.own());
  // Whether or not the caller heard all of a prompt, it has ended, and keys are waited for.
  endOperation(turn, id, tooLate(operation), turn.own(), completed);
}

const completed = { outcome: "completed" } as const;
const canceled = { outcome: "canceled" } as const;

/**
 * The provider has agreed to stop all media. Work that ends in its own time ends now. If the provider does not report the end of another
 * prompt, or of its own collection, that counts as ended soon. Tones have a deadline of their own.
 */
function boundStoppedMedia(turn: Turn): void {
  const collecting = nativeUnderWay(turn.record)?.id;
  for (const { id, verb, endsInTime } of turn.record.operations) {
    if (verb !== "play" && verb !== "sendDtmf" && id !== collecting) continue;
    if (endsInTime) endOperation(turn, id, verb === "play" ? canceled : cutOff, turn.own());
    else if (verb === "play" || id === collecting) {
      turn.set({ operations: withChanged(turn.record.operations, id, { stopping: true }) });
      turn.timer(timerNames.operation(id), stopMs);
    }
  }
}

/** The state of the call settles these verbs, so the provider's answer is waited for once. */
function isSettledByState({ verb, asked }: OperationRecord): boolean {
  return !asked && (verb === "answer" || verb === "hangUp");
}

function tooLate({ verb }: OperationRecord) {
  const message = `${verb}: the provider took the request, but no completion came in time`;
  return { outcome: "failed", error: { code: "timeout", message } } as const;
}
