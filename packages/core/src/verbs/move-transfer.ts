import type { CallActor } from "../actor/call-actor.js";
import { createOperation, type Operation } from "../interface/operation.js";
import { awaitEnd } from "../operations/await-end.js";
import { checkRequest, type GivenOptions, type KnownCall, nameError } from "../operations/check-verb.js";
import { type Plan, patienceOf, runOperation } from "../operations/run-operation.js";
import { type CallRecord, counterpart } from "../record/call-record.js";
import type { RequestRecord } from "../record/operation-record.js";
import { decodeRecord } from "../record/record-codec.js";
import { beginMove } from "../reduce/move.js";
import { insist } from "../store/insist.js";
import { traceNow } from "../telemetry/trace-parent.js";
import { CallingError, type ErrorCode } from "../words/calling-error.js";
import type { TransferResult } from "../words/inputs-and-results.js";
import type { Party } from "../words/party.js";
import { describeParty, partyKey } from "../words/to-party.js";
import { addParticipant } from "./people/add-participant.js";

/** Nobody rings, but an instance may die over it: the next one has the call within the time of a lease, half a minute as a rule, and goes on. */
const timeoutMs = 60_000;

/** A consultative transfer that core makes: see `MoveRecord`. */
export interface Move {
  readonly input: {
    readonly to: Party;
    readonly transferee?: Party;
    readonly replaces: { readonly providerCallId: string };
    /** The key of the call to be replaced. Absent: the bot gave no more than the provider's id. */
    readonly other?: string;
  };
  readonly options: GivenOptions;
}

/** The same for the record of the transfer, as another transfer has it. */
type Transfer = Pick<Plan<"transfer", TransferResult>, "verb" | "begin" | "yield" | "cancel"> & {
  readonly request: RequestRecord;
};

/** Refuses what this instance knows to be impossible, before any request. Pure. @throws CallingError. */
export function checkMove(call: KnownCall, move: Move): void {
  const { to, replaces } = move.input;
  try {
    requireAnother(call, move);
    refuseOwnOptions(call, move);
    checkRequest(call, { verb: addParticipant, input: { to, replaces }, options: move.options });
  } catch (error) {
    throw ofTransfer(error, call);
  }
}

function requireAnother({ record }: KnownCall, { input: { other, replaces } }: Move): void {
  if (other !== record.key && replaces.providerCallId !== record.providerCallId) return;
  throw refusal("invalid-request", "the call to be replaced is this very call", "Give the bot's call with the target.");
}

function refuseOwnOptions({ adapter }: KnownCall, { options }: Move): void {
  if (options.providerOptions?.[adapter.name] === undefined) return;
  const message = `${adapter.name} takes no options for a transfer with \`replaces\``;
  throw refusal("invalid-request", message, "Leave providerOptions out: nobody is called, the target is moved.");
}

/** Brings the agent over. What follows from that are turns of the call: see `reduce/move.ts`. */
export function transferByMoving(
  actor: CallActor,
  id: string,
  move: Move,
  transfer: Transfer,
): Operation<TransferResult> {
  const { input, options } = move;
  const { to, replaces } = input;
  const cancel = () => transfer.cancel(id);
  checkMove(actor, move);
  let other: CallRecord | undefined;
  const bring: Plan<"addParticipant", void> = {
    verb: addParticipant,
    input: { to, replaces },
    options: {},
    timeoutMs: undefined,
    internal: true,
    prepare: async () => {
      other = await readOther(actor, move);
    },
    begin(turn, part) {
      transfer.begin?.(turn, id, transfer.request);
      const caller = input.transferee ?? counterpart(turn.record);
      const whose = other && !other.group ? { other: other.key } : {};
      beginMove(
        turn,
        { operation: id, part, agent: to, ...(caller ? { caller } : {}), ...whose },
        {
          ...{ startedAt: turn.rules.now, request: transfer.request, trace: traceNow(), context: options.context },
          timeoutMs: options.timeoutMs ?? timeoutMs,
        },
      );
    },
    yield: () => undefined,
    cancel: async () => {},
  };
  return createOperation<TransferResult>(
    id,
    (controls) => {
      const awaiting = { verb: transfer.verb, signal: options.signal, yield: transfer.yield, cancel };
      const stop = awaitEnd(actor, id, awaiting, controls);
      const brought = runOperation(actor, bring);
      brought.accepted.then(controls.accept, () => {});
      brought.catch((error: unknown) => {
        stop();
        controls.fail(ofTransfer(error, actor));
      });
    },
    cancel,
  );
}

/** The call to be replaced, as it stands. @throws CallingError when the target cannot be moved from there. */
async function readOther(actor: CallActor, move: Move): Promise<CallRecord | undefined> {
  const { other, to } = move.input;
  if (other === undefined) return undefined;
  const stored = await insist(() => actor.instance.store.read(other), patienceOf(actor, move));
  if (stored === undefined)
    throw refusal("not-found", "the call to be replaced is forgotten", "Give a call that is connected.");
  const record = decodeRecord(stored);
  if (record.member !== actor.record.member)
    throw refusal("unsupported", "the two calls are of different providers", "Transfer without `replaces`.");
  if (record.state !== "connected" || record.released)
    throw refusal(
      "conflict",
      `the call to be replaced is not connected, it is ${record.state}`,
      record.end ? "Transfer without `replaces`: the target has left." : "Await its `connected` first.",
    );
  const otherSide = counterpart(record);
  if (otherSide && partyKey(otherSide) !== partyKey(to))
    throw refusal(
      "invalid-request",
      `${describeParty(to)} is not the other side of the call to be replaced: that is ${describeParty(otherSide)}`,
      "Name the party whom the bot has on that call.",
    );
  return record;
}

function refusal(code: ErrorCode, message: string, hint: string): CallingError {
  return new CallingError(code, `transfer: ${message}`, { verb: "transfer", hint });
}

/** The bot has asked for a transfer, whichever request of it failed. */
function ofTransfer(error: unknown, call: KnownCall): unknown {
  return nameError(CallingError.is(error) ? error.about({ verb: "transfer" }) : error, call, "transfer");
}
