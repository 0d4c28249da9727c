import type { OperationSignal } from "../adapter/signal.js";
import type { VerbName } from "../adapter/verb-inputs.js";
import type { CallRecord } from "../record/call-record.js";
import type { OperationOutcome } from "../record/happening.js";
import { isRow, type OperationRecord, operationOf, withoutOperation } from "../record/operation-record.js";
import { decodeInput } from "../record/record-codec.js";
import { partyKey } from "../words/to-party.js";
import { type Cause, type Turn, timerNames } from "./turn.js";

/** An operation has ended. Does nothing if it had ended before. */
export function finishOperation(
  turn: Turn,
  id: string,
  outcome: Omit<OperationOutcome, "warnings">,
  cause: Cause,
): void {
  const operation = closeOperation(turn, id, outcome, cause);
  if (!operation) return;
  turn.emit(
    {
      type: outcome.outcome === "failed" ? "operation-failed" : "operation-completed",
      operation: id,
      verb: operation.verb,
      ...(operation.context === undefined ? {} : { context: operation.context }),
      ...(operation.internal ? { internal: true } : {}),
      outcome: withWarnings(outcome, operation),
    },
    { ...cause, id: `operation:${id}` },
  );
}

/**
 * The same without an event, for when the bot learns of the end in another way. @returns the operation; `undefined` if it had ended
 * before.
 */
export function closeOperation(
  turn: Turn,
  id: string,
  outcome: Omit<OperationOutcome, "warnings">,
  cause: Cause,
): OperationRecord | undefined {
  const operation = operationOf(turn.record.operations, id);
  if (!operation) return undefined;
  turn.set({ operations: withoutOperation(turn.record.operations, id) });
  turn.timer(timerNames.operation(id), null);
  turn.ended.push({ operation, outcome: withWarnings(outcome, operation), cause });
  return operation;
}

/** Added to the warnings, not spread together with them: outcomes are of many shapes, and each copy would get one of its own. */
function withWarnings(outcome: Omit<OperationOutcome, "warnings">, { warnings }: OperationRecord): OperationOutcome {
  return Object.assign({ outcome: outcome.outcome, warnings }, outcome);
}

/** How many operations that were given up are remembered. */
const mostGivenUp = 20;

/** Remembers an operation as given up, so that its late completion is not taken for that of another. */
export function noteGivenUp(turn: Turn, id: string): void {
  turn.set({ givenUp: [...(turn.record.givenUp ?? []), id].slice(-mostGivenUp) });
}

/** The ids of the operations of one verb that are under way, oldest first. */
export function pendingOf(turn: Turn, verb: string): readonly string[] {
  return turn.record.operations.filter((operation) => operation.verb === verb).map(({ id }) => id);
}

/**
 * The operation that a signal is about: found by our own id, else by the provider's. Where the user has set the provider's context
 * verbatim, it is the operation of that verb that is under way, since media and transfers go one at a time. Of several about people, it is the one about
 * the participant whom the signal names.
 */
export function findOperation(
  { operations, givenUp = [] }: CallRecord,
  signal: Pick<OperationSignal, "verb" | "operationId" | "providerOperationId" | "participant">,
): string | undefined {
  const { operationId, providerOperationId } = signal;
  if (operationId !== undefined && operationOf(operations, operationId)) return operationId;
  if (operationId !== undefined && givenUp.includes(operationId)) return undefined;
  const known = operations.find(
    (operation) => providerOperationId !== undefined && operation.providerOperationId === providerOperationId,
  );
  if (known) return known.id;
  const candidates = operations.filter(
    (operation) =>
      operation.verb === signal.verb &&
      !isRow(operation) &&
      (operation.providerOperationId === undefined || providerOperationId === undefined),
  );
  return (isAboutPeople(signal.verb) ? onlyAbout(candidates, signal) : candidates[0])?.id;
}

/** Verbs of which several are under way at once. */
const peopleVerbs = ["addParticipant", "removeParticipant", "mute", "unmute", "hold", "unhold"] as const;

function isAboutPeople(verb: VerbName): verb is (typeof peopleVerbs)[number] {
  return peopleVerbs.some((one) => one === verb);
}

/**
 * The one that can be meant. A foreign id is that of an operation which is over, unless the bot's own options may have replaced ours on the wire.
 */
function onlyAbout(
  candidates: readonly OperationRecord[],
  { operationId, participant }: Pick<OperationSignal, "operationId" | "participant">,
): OperationRecord | undefined {
  const [one, another] = candidates
    .filter(({ request }) => operationId === undefined || request?.own !== undefined)
    .filter((operation) => !participant || partyOf(operation) === partyKey(participant.party));
  return another ? undefined : one;
}

function partyOf({ verb, request }: OperationRecord): string | undefined {
  if (!request || !isAboutPeople(verb)) return undefined;
  return partyKey(verb === "addParticipant" ? decodeInput(verb, request).to : decodeInput(verb, request).who.party);
}
