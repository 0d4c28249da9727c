import type { CallActor } from "../actor/call-actor.js";
import type { CallActors } from "../actor/call-actors.js";
import type { Instance } from "../actor/instance.js";
import type { Adapter } from "../adapter/adapter.js";
import type { Verb, VerbAnswer } from "../adapter/verb.js";
import type { VerbInputs } from "../adapter/verb-inputs.js";
import { steady } from "../base/clock.js";
import { checkOpening, type GivenOptions, requireVerb, type VerbFacts } from "../operations/check-verb.js";
import { applyEventually, confirmHeld, recordAnswer, requestMs } from "../operations/request-on-call.js";
import { send, wasLost } from "../operations/send.js";
import { keyFor, type Member } from "../record/call-key.js";
import { changeRecord, newRecord } from "../record/call-record.js";
import { encodeError } from "../record/error-codec.js";
import { type OperationRecord, operationRecord } from "../record/operation-record.js";
import { encodeData, encodeRequest } from "../record/record-codec.js";
import { timingFrom } from "../record/timing.js";
import { closeOperation } from "../reduce/finish-operation.js";
import { endCall } from "../reduce/state.js";
import { type Turn, timerNames } from "../reduce/turn.js";
import { traceNow } from "../telemetry/trace-parent.js";
import { CallingError } from "../words/calling-error.js";
import type { Party } from "../words/party.js";

/** Where no provider says how long setting up a call may take, ms. */
const setUpMs = 120_000;

/** What beginning a call needs of the instance. */
type OpeningPorts = Pick<Instance, "clock" | "newId" | "settings" | "requests" | "callbackUrlOf">;

/** A call that is about to be begun. */
export interface Opening<V extends "create" | "join"> {
  readonly verb: VerbFacts<V>;
  readonly input: VerbInputs[V];
  readonly parties: { readonly from: Party | undefined; readonly to: Party; readonly group: boolean };
  /** Checks the input against the figures of the provider that is to carry it out. @throws CallingError `invalid-request`. */
  readonly check: (adapter: Adapter) => void;
  readonly options: GivenOptions & { readonly data?: unknown };
  /** How long it may ring, ms. Absent: as long as the provider lets it. */
  readonly ringMs?: number;
}

/** The request was refused before it took effect: another member may be tried. */
const worthAnother: readonly string[] = ["throttled", "unavailable", "timeout"];

/** Begins a call with the first member that takes it. Never with a second one when the first may have dialed. */
export async function openCall<V extends "create" | "join">(
  instance: OpeningPorts,
  actors: Pick<CallActors, "open">,
  members: readonly Member[],
  opening: Opening<V>,
): Promise<CallActor> {
  const [member, ...others] = members;
  if (!member)
    throw new CallingError("invalid-request", `${opening.verb.name}: no member was chosen`, {
      hint: "See the function given to route().",
    });
  try {
    return await openWith(instance, actors, member, opening);
  } catch (error) {
    const next = CallingError.is(error) && worthAnother.includes(error.code) && !wasLost(error);
    if (!next || others.length === 0) throw error;
    return openCall(instance, actors, others, opening);
  }
}

async function openWith<V extends "create" | "join">(
  instance: OpeningPorts,
  actors: Pick<CallActors, "open">,
  member: Member,
  opening: Opening<V>,
): Promise<CallActor> {
  const { adapter } = member;
  const { input, options, parties } = opening;
  requireVerb(adapter, opening.verb);
  opening.check(adapter);
  const { verb, own } = checkOpening(adapter, opening);
  const data = options.data === undefined ? undefined : encodeData(instance.settings.data, options.data);
  const id = instance.newId();
  const now = instance.clock.now();
  const clock = steady(instance.clock);
  const until = clock.now() + Math.min(options.timeoutMs ?? requestMs, requestMs);
  const trace = traceNow();
  const from = parties.from ?? adapter.self ?? { kind: "unknown", rawId: "self" };
  const key = keyFor(member, instance.newId());
  const timing = timingFrom(now);
  const record = newRecord({ key, member: member.name, provider: adapter.name, ...parties, from, timing });
  const begun = { startedAt: now, request: encodeRequest(input, own), trace };
  const memo = verb.memo?.(input, own) ?? null;
  const { ringMs } = opening;
  const ringLimit = ringMs === undefined ? undefined : ({ ms: ringMs, phase: "set" } as const);
  const actor = await actors.open(changeRecord(record, { trace, data, memo, ringLimit }), (turn) =>
    beginOpening(turn, id, opening, adapter, begun),
  );
  const context = {
    operationId: id,
    firstSentAt: now,
    providerCallId: "",
    callbackUrl: instance.callbackUrlOf(key),
    memo,
  };
  // Without the call's own signal: one that is over before the answer to its request is here was begun all the same.
  const bounds = { clock, until, signal: options.signal, confirm: () => confirmHeld(actor) };
  const sending = send(verb, input, context, own, { adapter, facts: opening.verb, ...bounds });
  const taken = await instance.requests.add(actor, sending).catch(async (error: unknown) => {
    throw await abandonOpening(actor, id, error, options.signal);
  });
  hangUpWhenAborted(actor, options.signal);
  await recordOpening(actor, id, taken, verb);
  return actor;
}

function beginOpening<V extends "create" | "join">(
  turn: Turn,
  id: string,
  opening: Opening<V>,
  adapter: Adapter,
  begun: Pick<OperationRecord, "startedAt" | "request" | "trace">,
): void {
  const { context } = opening.options;
  turn.set({ operations: [operationRecord({ id, verb: opening.verb.name, ...begun, context, accepted: false })] });
  turn.timer(timerNames.setUp, adapter.limits.setUpMs ?? setUpMs);
}

/** What the answer says of the call. Nothing is left to note of one that its events have ended meanwhile. */
async function recordOpening(
  actor: CallActor,
  id: string,
  taken: VerbAnswer,
  verb: Pick<Verb, "completes" | "endsCall">,
): Promise<void> {
  const { clock } = actor.instance;
  try {
    await recordAnswer(actor, id, { ...taken, done: true }, verb, clock.now() + requestMs);
  } catch (error) {
    if (!actor.record.end) throw CallingError.is(error) ? error.about({ callRef: actor.ref }) : error;
  }
}

/**
 * The request that was to begin a call failed. What was refused never was a call: it is forgotten without a word. What may
 * have been dialed stays on record, so that its events reach the bot. @returns the error that the bot gets.
 */
export async function abandonOpening(
  actor: CallActor,
  id: string,
  error: unknown,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  const dialed = CallingError.is(error) && wasLost(error);
  // Its events may have ended it meanwhile: then there is nothing left to write.
  await applyEventually(actor, (turn) => (dialed ? keep(turn, id, error) : forget(turn, id, error))).catch(() => {});
  if (dialed && signal?.aborted) hangUpWhenHeard(actor);
  if (signal?.aborted) return signal.reason;
  return dialed ? error.about({ callRef: actor.ref }) : error;
}

function keep(turn: Turn, id: string, error: unknown): void {
  closeOperation(turn, id, { outcome: "failed", error: encodeError(error) }, turn.own(id));
}

function forget(turn: Turn, id: string, error: unknown): void {
  const failure = encodeError(error);
  const said = { code: 0, subcode: 0, message: failure.message };
  closeOperation(turn, id, { outcome: "failed", error: failure }, turn.own(id));
  // The bot has had events of it, so it gets the end as well.
  if (turn.record.state !== "connecting") return endCall(turn, said, turn.own(), "failed");
  turn.timer(timerNames.setUp, null);
  turn.set({ state: "disconnected", end: { kind: "failed", ...said } });
}

/** The signal of `create` also speaks for the time until somebody picks up: aborted before that, the call is taken back. */
function hangUpWhenAborted(actor: CallActor, signal: AbortSignal | undefined): void {
  if (!signal) return;
  const abort = () => void actor.call.hangUp();
  if (signal.aborted) return abort();
  signal.addEventListener("abort", abort);
  const stop = () => signal.removeEventListener("abort", abort);
  actor.life.connected.promise.then(stop, stop);
}

/** The bot does not want a call that may have been dialed: it is hung up at the first event of it. */
function hangUpWhenHeard(actor: CallActor): void {
  const stop = actor.life.on("*", () => {
    stop();
    if (!actor.life.end.over) void actor.call.hangUp();
  });
}
