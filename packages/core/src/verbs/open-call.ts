import type { Adapter } from "../adapter/adapter.js";
import type { Taken, Verb } from "../adapter/verb.js";
import type { VerbInputs } from "../adapter/verb-inputs.js";
import { CallingError } from "../errors/calling-error.js";
import type { CallHolder } from "../holder/call-holder.js";
import type { Holders } from "../holder/holders.js";
import type { Runtime } from "../holder/runtime.js";
import { keyFor, type Member } from "../inbound/member-key.js";
import { failureOf } from "../operate/failure-of.js";
import { checkInput, requireVerb } from "../operate/require-verb.js";
import { requestMs } from "../operate/run-operation.js";
import { send } from "../operate/send.js";
import { checkGiven, type GivenOptions, ownOptions } from "../operate/verb-options.js";
import type { Party } from "../party/party.js";
import { encodeData } from "../record/call-data-codec.js";
import { outgoingRecord } from "../record/new-record.js";
import { onTaken } from "../reduce/taken.js";
import { type Turn, timerNames } from "../reduce/turn.js";

/** Where no provider says how long setting up a call may take, ms. */
const setUpMs = 120_000;

/** A call that is about to be begun. */
export interface Opening<V extends "create" | "join"> {
  readonly verb: V;
  readonly input: VerbInputs[V];
  readonly parties: { readonly from: Party | undefined; readonly to: Party; readonly group: boolean };
  /** Checks the input against the figures of the provider that is to carry it out. @throws CallingError `invalid-request`. */
  readonly check?: (adapter: Adapter) => void;
  readonly options: GivenOptions & { readonly data?: unknown };
}

/** The request was refused before it took effect: another member may be tried. */
const worthAnother: readonly string[] = ["throttled", "unavailable", "timeout"];

/** Begins a call with the first member that takes it. Never with a second one when the first may have dialled. */
export async function openCall<V extends "create" | "join">(
  runtime: Runtime,
  holders: Holders,
  members: readonly Member[],
  opening: Opening<V>,
): Promise<CallHolder> {
  const [member, ...others] = members;
  if (!member)
    throw new CallingError("invalid-request", `${opening.verb}: no member was chosen`, {
      hint: "See the function given to route().",
    });
  try {
    return await openWith(runtime, holders, member, opening);
  } catch (error) {
    const next = CallingError.is(error) && worthAnother.includes(error.code) && others.length > 0;
    if (!next) throw error;
    return openCall(runtime, holders, others, opening);
  }
}

async function openWith<V extends "create" | "join">(
  runtime: Runtime,
  holders: Holders,
  member: Member,
  opening: Opening<V>,
): Promise<CallHolder> {
  const { adapter } = member;
  const { input, options, parties } = opening;
  const verb = requireVerb(adapter, opening.verb);
  checkGiven(adapter, opening.verb, options);
  opening.check?.(adapter);
  checkInput(adapter, opening.verb, verb, input, { memo: null });
  const own = ownOptions(adapter, opening.verb, verb, options);
  const data = options.data === undefined ? {} : { data: encodeData({ runtime }, options.data) };
  const id = runtime.newId();
  const from = parties.from ?? adapter.self ?? { kind: "unknown", rawId: "self" };
  const key = keyFor(member, runtime.newId());
  const record = outgoingRecord({ key, member: member.name, provider: adapter.name }, { ...parties, from });
  const holder = await holders.open({ ...record, ...data }, (turn) => beginOpening(turn, id, opening, adapter));
  const now = runtime.clock.now();
  const context = {
    operationId: id,
    firstSentAt: now,
    providerCallId: "",
    callbackUrl: runtime.callbackUrlOf(key),
    memo: record.memo,
    // Not the call's own: one that is over before the answer to its request is here was begun all the same.
    signal: options.signal ?? new AbortController().signal,
  };
  try {
    const until = now + Math.min(options.timeoutMs ?? requestMs, requestMs);
    const taken = await send(verb, input, context, own, { adapter, name: opening.verb, clock: runtime.clock, until });
    await noteTaken(holder, id, taken, verb);
    hangUpWhenAborted(holder, options.signal);
    return holder;
  } catch (error) {
    throw await abandon(holder, id, error);
  }
}

function beginOpening<V extends "create" | "join">(
  turn: Turn,
  id: string,
  opening: Opening<V>,
  adapter: Adapter,
): void {
  const { context } = opening.options;
  const operation = {
    verb: opening.verb,
    accepted: false,
    warnings: [],
    ...(context === undefined ? {} : { context }),
  };
  turn.set({ operations: { [id]: operation } });
  turn.timer(timerNames.setUp, adapter.limits.setUpMs ?? setUpMs);
}

/** What the answer says of the call. Nothing is left to note of one that its events have ended meanwhile. */
async function noteTaken(
  holder: CallHolder,
  id: string,
  taken: Taken,
  verb: Pick<Verb, "completes" | "endsCall">,
): Promise<void> {
  try {
    await holder.apply((turn) => onTaken(turn, id, { ...taken, done: true }, verb));
  } catch (error) {
    if (!holder.record.end) throw error;
  }
}

/**
 * The request failed. What was refused never was a call: it is forgotten without a word. What may have been dialled stays
 * on record, so that what becomes of it is told.
 */
async function abandon(holder: CallHolder, id: string, error: unknown): Promise<unknown> {
  if (CallingError.is(error) && error.code === "outcome-unknown") {
    const forget = holder.apply((turn) => {
      const { [id]: _, ...operations } = turn.record.operations;
      turn.set({ operations });
    });
    // Its events may have ended it meanwhile.
    await forget.catch(() => {});
    return error.about({ callRef: holder.ref });
  }
  const failure = failureOf(error);
  await holder
    .apply((turn) => {
      turn.timer(timerNames.setUp, null);
      turn.set({
        operations: {},
        state: "disconnected",
        end: { kind: "failed", code: 0, subcode: 0, message: failure.message },
      });
    })
    .catch(() => {});
  return error;
}

/** The signal of `create` also speaks for the time until somebody picks up: aborted before that, the call is taken back. */
function hangUpWhenAborted(holder: CallHolder, signal: AbortSignal | undefined): void {
  if (!signal) return;
  const abort = () => void holder.call.hangUp();
  if (signal.aborted) return abort();
  signal.addEventListener("abort", abort, { once: true });
  const stop = () => signal.removeEventListener("abort", abort);
  holder.life.connected.promise.then(stop, stop);
}
