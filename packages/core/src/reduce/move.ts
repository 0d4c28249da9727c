import { asJson } from "../base/json.js";
import type { CallRecord } from "../record/call-record.js";
import type { OperationOutcome } from "../record/happening.js";
import { type MoveRecord, presentOf } from "../record/move-record.js";
import { operationOf, operationRecord, withOperation } from "../record/operation-record.js";
import type { EndReason } from "../words/call-state.js";
import type { TransferResult } from "../words/inputs-and-results.js";
import { describeParty } from "../words/to-party.js";
import { finishOperation, noteGivenUp, pendingOf } from "./finish-operation.js";
import { type Cause, type Turn, timerNames } from "./turn.js";

/** How long after the provider's success the roster may take to show both, ms. */
const rosterMs = 10_000;
/** How long a hang-up may take before the next one is tried, ms. */
const againMs = 20_000;

type Begun = Pick<MoveRecord, "operation" | "part" | "agent" | "caller" | "other">;
type Transfer = Pick<Parameters<typeof operationRecord>[0], "startedAt" | "request" | "trace" | "context"> & {
  readonly timeoutMs: number;
};

/** The agent is to be brought over. The transfer itself counts as accepted: it makes no request that could be sent again. */
export function beginMove(turn: Turn, begun: Begun, transfer: Transfer): void {
  const { operations, participants } = turn.record;
  const move: MoveRecord = { ...begun, phase: "moving", seen: { agent: false, caller: false } };
  const operation = operationRecord({ id: begun.operation, verb: "transfer", accepted: true, ...transfer });
  turn.set({
    operations: withOperation(operations, operation),
    move: { ...move, seen: { ...presentOf(move, participants), agent: false } },
  });
  turn.timer(timerNames.operation(begun.operation), transfer.timeoutMs);
}

/** The request that brings the agent over has ended. */
export function onPartEnded(turn: Turn, part: string, ended: Omit<OperationOutcome, "warnings">, cause: Cause): void {
  const { move } = turn.record;
  if (move?.part !== part || move.phase !== "moving") return;
  if (ended.outcome !== "completed") {
    const error = ended.error && { ...ended.error, verb: "transfer" };
    return failMove(turn, move, { ...ended, outcome: "failed", ...(error ? { error } : {}) }, cause);
  }
  turn.set({ move: { ...move, phase: "moved" } });
  turn.timer(timerNames.operation(move.operation), Math.min(rosterMs, leftMs(turn, move)));
  onMoveRoster(turn, cause);
}

/** What is left of the time of the transfer, ms. */
function leftMs({ record, rules }: Turn, { operation }: MoveRecord): number {
  const { startedAt = 0, timeoutMs = 0 } = operationOf(record.operations, operation) ?? {};
  return Math.max(startedAt + timeoutMs - rules.now, 0);
}

/** There may be news of who is on the call. Once both are, the bot leaves. Whoever was and is not any more has hung up. */
export function onMoveRoster(turn: Turn, cause: Cause): void {
  const { move: before, participants } = turn.record;
  if (!before || (before.phase !== "moving" && before.phase !== "moved")) return;
  const present = presentOf(before, participants);
  const seen = { agent: before.seen.agent || present.agent, caller: before.seen.caller || present.caller };
  const move = { ...before, seen };
  turn.set({ move });
  if (move.phase === "moving") return;
  if (present.agent && present.caller) return leave(turn, move);
  for (const who of ["agent", "caller"] as const)
    if (seen[who] && !present[who])
      return failMove(turn, move, hungUp(`the ${who} hung up during the transfer`), cause);
}

/** Both are there. From now on the call can only end as transferred. */
function leave(turn: Turn, move: MoveRecord): void {
  turn.set({ move: { ...move, phase: "leaving" } });
  turn.timer(timerNames.operation(move.operation), againMs);
  turn.perform("leave-moved");
}

/** The time of the transfer is up. While the bot leaves, the timer is for the next try. */
export function onMoveTimer(turn: Turn, move: MoveRecord): void {
  if (move.phase === "leaving") {
    turn.timer(timerNames.operation(move.operation), againMs);
    if (pendingOf(turn, "hangUp").length === 0) turn.perform("leave-moved");
    return;
  }
  const ended = move.phase === "moving" ? silent : unseen(move);
  turn.perform("inspect");
  noteGivenUp(turn, move.part);
  finishOperation(turn, move.part, ended, turn.own(move.part));
  failMove(turn, move, ended, turn.own(move.operation));
}

function failMove(turn: Turn, move: MoveRecord, ended: Omit<OperationOutcome, "warnings">, cause: Cause): void {
  turn.set({ move: undefined });
  finishOperation(turn, move.operation, ended, cause);
}

const silent = failed("timeout", "failed", "the provider did not bring the agent over in time");

function unseen(move: MoveRecord) {
  const missing = move.seen.caller ? `${describeParty(move.agent)} is` : "the two are";
  return failed(
    "timeout",
    "failed",
    `the provider brought the agent over, but no roster shows that ${missing} on the call`,
  );
}

function hungUp(message: string) {
  return failed("operation-failed", "remote-hung-up", message);
}

function failed(code: "timeout" | "operation-failed", kind: EndReason["kind"], message: string) {
  const reason: EndReason = { kind, code: 0, subcode: 0, message };
  return { outcome: "failed", error: { code, message: `transfer: ${message}`, reason } } as const;
}

/** Whether the bot leaves because agent and caller are on the call. */
export function leavesTwo({ move }: Pick<CallRecord, "move">): boolean {
  return move?.phase === "leaving";
}

/** The call is over for the bot. If it had left the two to themselves, the transfer is done, and the other call is all that remains. */
export function endMove(turn: Turn, cause: Cause): void {
  const { move } = turn.record;
  if (!move) return;
  if (!leavesTwo(turn.record)) return turn.set({ move: undefined });
  const { agent, caller, other } = move;
  const value: Omit<TransferResult, "warnings"> = { to: agent, ...(caller ? { transferee: caller } : {}) };
  finishOperation(turn, move.operation, { outcome: "completed", value: asJson(value) }, cause);
  turn.set({ move: other === undefined ? undefined : { ...move, phase: "ending" } });
  if (other !== undefined) turn.perform("end-other");
}

/** After a takeover: goes on leaving, or ends the other call. Before that, the provider's report gets a little time, since it may have waited for an instance. */
export function resumeMove(turn: Turn): void {
  const { move } = turn.record;
  if (move?.phase === "leaving") turn.perform("leave-moved");
  else if (move?.phase === "ending") turn.perform("end-other");
  else if (move) turn.timer(timerNames.operation(move.operation), Math.max(leftMs(turn, move), rosterMs));
}
