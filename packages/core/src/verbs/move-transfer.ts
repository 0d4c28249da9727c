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
import { type Move as Departure, prepareMove, staysThere } from "./people/replaced-call.js";

/** Nobody rings, but an instance may die over it: the next one has the call within the time of a lease, half a minute as a rule, and goes on. */
const timeoutMs = 60_000;

/** For the provider to report the end of the call that the agent was moved from, ms. */
const graceMs = 15_000;

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
    refuseOwnOptions(call, move);
    checkRequest(call, { verb: addParticipant, input: { to, replaces }, options: move.options });
  } catch (error) {
    throw ofTransfer(error, call);
  }
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
  const cancel = () => transfer.cancel(id);
  checkMove(actor, move);
  return createOperation<TransferResult>(
    id,
    (controls) => {
      const { signal } = move.options;
      const stop = awaitEnd(actor, id, { verb: transfer.verb, signal, yield: transfer.yield, cancel }, controls);
      const withinMs = move.options.timeoutMs ?? timeoutMs;
      const departure = departureOf(id, move, withinMs);
      const brought = runOperation(actor, bringOver(actor, id, move, transfer, { withinMs, departure }));
      brought.accepted.then(controls.accept, () => {});
      brought.catch(async (error: unknown) => {
        stop();
        controls.fail(ofTransfer(error, actor));
        await staysThere(actor, departure).catch(() => {});
      });
    },
    cancel,
  );
}

/** What the other call is told, so that it knows why it ends. */
function departureOf(operation: string, { input: { to, replaces, other } }: Move, withinMs: number): Departure {
  const key = other === undefined ? {} : { key: other };
  return { verb: "transfer", operation, to, replaces: { ...replaces, ...key }, withinMs: withinMs + graceMs };
}

/** The request that brings the agent over, and with it the transfer on record. */
function bringOver(
  actor: CallActor,
  operation: string,
  move: Move,
  { begin, request }: Transfer,
  { withinMs, departure }: { readonly withinMs: number; readonly departure: Departure },
): Plan<"addParticipant", void> {
  const { to, replaces, transferee } = move.input;
  let alone: string | undefined;
  return {
    ...{ verb: addParticipant, input: { to, replaces }, options: {}, internal: true },
    // The transfer has a time, and this request has none of its own.
    timeoutMs: undefined,
    async prepare() {
      const other = await readOther(actor, move);
      alone = other?.group ? undefined : other?.key;
      await prepareMove(actor, departure);
    },
    begin(turn, part) {
      begin?.(turn, operation, request);
      const caller = transferee ?? counterpart(turn.record);
      const whose = { ...(caller ? { caller } : {}), ...(alone === undefined ? {} : { other: alone }) };
      const about = { startedAt: turn.rules.now, request, trace: traceNow(), context: move.options.context };
      beginMove(turn, { operation, part, agent: to, ...whose }, { ...about, timeoutMs: withinMs });
    },
    yield: () => undefined,
    cancel: async () => {},
  };
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
