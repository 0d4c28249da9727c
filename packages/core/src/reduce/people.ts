import type { OperationSignal } from "../adapter/signal.js";
import type { VerbInputs, Who } from "../adapter/verb-inputs.js";
import { asJson } from "../base/json.js";
import type { OperationOutcome } from "../record/happening.js";
import { type OperationRecord, operationOf, withChanged } from "../record/operation-record.js";
import { decodeInput } from "../record/record-codec.js";
import type { Participant } from "../words/inputs-and-results.js";
import { describeParty, partyKey } from "../words/to-party.js";
import { endOperation } from "./end-operation.js";
import { type Cause, type Turn, timerNames } from "./turn.js";

type Ended = Omit<OperationOutcome, "warnings">;

/** What a roster says of the operations about people that are under way: some are done, and some are about somebody who has left. */
export function endByRoster(turn: Turn, participants: readonly Participant[], cause: Cause): void {
  for (const operation of turn.record.operations) {
    const ended = endIn(turn, operation, participants);
    if (ended) endOperation(turn, operation.id, ended, cause);
  }
}

const completed = { outcome: "completed" } as const;

function endIn(turn: Turn, operation: OperationRecord, participants: readonly Participant[]): Ended | undefined {
  const { verb, request } = operation;
  if (!request) return undefined;
  const shown = turn.rules.adapter.verbs[verb]?.completes === "roster";
  switch (verb) {
    case "addParticipant": {
      const came = arrivedIn(participants, decodeInput(verb, request));
      return came && (shown || operation.awaitsRoster) ? { ...completed, value: asJson(came) } : undefined;
    }
    case "removeParticipant":
      return findIn(participants, decodeInput(verb, request).who) ? undefined : completed;
    case "hold":
    case "unhold":
    case "mute":
    case "unmute": {
      const { who } = decodeInput(verb, request);
      const one = findIn(participants, who);
      if (!one) return left(verb, who);
      return shown && isSo[verb](one) ? completed : undefined;
    }
    default:
      return undefined;
  }
}

/** What each of these verbs brings about. */
const isSo = {
  hold: ({ onHold }: Participant) => onHold === true,
  unhold: ({ onHold }: Participant) => onHold !== true,
  mute: ({ muted }: Participant) => muted === true,
  unmute: ({ muted }: Participant) => muted !== true,
} as const;

function left(verb: string, { party }: Who): Ended {
  return {
    outcome: "failed",
    error: { code: "not-found", message: `${verb}: ${describeParty(party)} has left the call` },
  };
}

function findIn(participants: readonly Participant[], { id, party }: Who): Participant | undefined {
  return participants.find((one) => (id === undefined ? partyKey(one.party) === partyKey(party) : one.id === id));
}

function arrivedIn(
  participants: readonly Participant[],
  { to }: VerbInputs["addParticipant"],
): Participant | undefined {
  return participants.find(({ party }) => partyKey(party) === partyKey(to));
}

/** What the provider says of somebody who is being added. */
export function onAdded(turn: Turn, operation: OperationRecord, signal: OperationSignal, cause: Cause): void {
  const { id, request } = operation;
  const { outcome, participant, result, hint } = signal;
  if (outcome === "failed")
    return endOperation(turn, id, { outcome, ...(result ? { result } : {}), ...(hint ? { hint } : {}) }, cause);
  if (outcome === "canceled") return endOperation(turn, id, takenBack, cause);
  const came = participant ?? (request && arrivedIn(turn.record.participants, decodeInput("addParticipant", request)));
  if (!came) {
    // The roster that shows them is still on its way.
    turn.set({ operations: withChanged(turn.record.operations, id, { accepted: true, awaitsRoster: true }) });
    return turn.timer(timerNames.operation(id), rosterMs);
  }
  onCame(turn, id, came, cause);
}

/** How long the roster may take to show somebody who has come, ms. */
const rosterMs = 5000;

/** They have come, the provider says, and no roster shows them: it may never show somebody who is hidden. They are known by who they are. */
export function onUnseen(turn: Turn, { id, request }: OperationRecord): void {
  if (!request) return;
  const { to } = decodeInput("addParticipant", request);
  onCame(turn, id, { id: partyKey(to), party: to }, turn.own());
}

/** The bot may go on with somebody whom no roster has shown yet. */
function onCame(turn: Turn, operation: string, came: Participant, cause: Cause): void {
  const { participants, arrived = [] } = turn.record;
  if (!participants.some(({ id }) => id === came.id))
    turn.set({ arrived: [...arrived.filter(({ id }) => id !== came.id), came].slice(-mostArrived) });
  endOperation(turn, operation, { ...completed, value: asJson(came) }, cause);
}

/** How many are remembered whom no roster has shown yet. */
const mostArrived = 50;

/** How long the provider may take to report what became of an invitation once it has agreed to take it back, ms. */
const stopMs = 5000;

/** The provider has agreed to stop the ringing. If it reports no end of it, or that they came after all, nobody was reached. */
export function noteTakenBack(turn: Turn, id: string): void {
  if (!operationOf(turn.record.operations, id)) return;
  turn.set({ operations: withChanged(turn.record.operations, id, { stopping: true }) });
  turn.timer(timerNames.operation(id), stopMs);
}

/** The ringing was stopped: nobody was reached. */
export const takenBack = {
  outcome: "failed",
  error: {
    code: "operation-failed",
    message: "addParticipant: it was canceled",
    reason: { kind: "canceled", code: 0, subcode: 0, message: "" },
  },
} as const satisfies Ended;

/** Those whom a roster shows need not be remembered apart. */
export function forgetArrived(turn: Turn, participants: readonly Participant[]): void {
  const { arrived } = turn.record;
  if (!arrived?.length) return;
  const isShown = ({ id, party }: Participant) =>
    participants.some((one) => one.id === id || (id === partyKey(party) && partyKey(one.party) === id));
  turn.set({ arrived: arrived.filter((one) => !isShown(one)) });
}
