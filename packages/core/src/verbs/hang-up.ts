import type { CallActor } from "../actor/call-actor.js";
import type { AnyAdapter } from "../adapter/composite.js";
import type { VerbInputs } from "../adapter/verb-inputs.js";
import type { Operation } from "../interface/operation.js";
import type { VerbOptions } from "../interface/verb-options.js";
import { callVerb, readDone } from "../operations/call-verb.js";
import { checkRequest, type GivenOptions, type VerbFacts } from "../operations/check-verb.js";
import { inspect } from "../operations/own-requests.js";
import { sendInBackground } from "../operations/request-on-call.js";
import { joinOperation, type Plan, runOperation } from "../operations/run-operation.js";
import { CallingError } from "../words/calling-error.js";
import type { Done } from "../words/inputs-and-results.js";

/** Providers report the end of a call within a second or two; after this, the provider is asked. */
const timeoutMs = 10_000;

const facts: VerbFacts<"hangUp"> = { name: "hangUp", refusedWhenDone: ["call-ended"] };

/** Ends the bot's part of the call, or the call for everyone. Resolves when it is over. Asked again meanwhile, the same hang-up is awaited. */
export const hangUp = callVerb({
  ...facts,
  read: (_call, options: VerbOptions<AnyAdapter, "hangUp"> & { readonly everyone?: boolean } = {}) => ({
    input: { everyone: options.everyone ?? false },
    options,
  }),
  check: (call, given) => void checkRequest(call, { verb: facts, ...given }),
  perform: (actor, { id, input, options }) => leave(actor, id, planOf(actor, input, options)),
  readResult: readDone,
  elsewhere: { patienceMs: 30_000, whenEnded: () => ({ warnings: [] }) },
});

/** Takes the bot out of the call without an event about the hang-up, which is core's own. */
export function leaveQuietly(actor: CallActor): Operation<Done> {
  const plan = { ...planOf(actor, { everyone: false }, {}), internal: true };
  return leave(actor, actor.instance.newId(), plan);
}

function planOf(actor: CallActor, input: VerbInputs["hangUp"], options: GivenOptions): Plan<"hangUp", Done> {
  return {
    verb: facts,
    input,
    options,
    timeoutMs,
    // If an instance dies while it begins a call, the provider's id is unknown until an event brings it.
    prepare: () => providerCallIdKnown(actor, options.signal),
    refused: settleRefusals(actor),
    yield: ({ warnings }) => ({ warnings }),
    cancel: async () => {},
  };
}

/** Hang-ups that are not on record yet. */
const leaving = new WeakMap<CallActor, Operation<Done>>();

function leave(actor: CallActor, id: string, plan: Plan<"hangUp", Done>): Operation<Done> {
  const pending = actor.record.operations.find(({ verb }) => verb === "hangUp");
  if (pending) return joinOperation(actor, pending.id, plan);
  return leaving.get(actor) ?? begin(actor, id, plan);
}

function begin(actor: CallActor, id: string, plan: Plan<"hangUp", Done>): Operation<Done> {
  const operation = runOperation(actor, plan, id);
  const left = () => leaving.delete(actor);
  leaving.set(actor, operation);
  operation.then(left, left);
  return operation;
}

/** Resolves when the provider's id of the call is known, or the call is over: before that there is nothing to ask it by. */
async function providerCallIdKnown(actor: CallActor, signal: AbortSignal | undefined): Promise<void> {
  const { life } = actor;
  const there = () => actor.record.providerCallId !== "" || life.end.over || signal?.aborted;
  if (there()) return;
  await new Promise<void>((resolve) => {
    const look = () => {
      if (!there()) return;
      stop();
      stopWaiting();
      signal?.removeEventListener("abort", look);
      resolve();
    };
    const stop = life.on("*", look);
    const stopWaiting = life.end.on(look);
    signal?.addEventListener("abort", look);
  });
}

/** How often a hang-up is sent again because the call turns out to be there. */
const mostRepeats = 2;

/**
 * A hang-up that was refused because there is no such call is only over when the call is: otherwise a caller would stay on a silent line.
 * So the provider is asked; a call that is there is hung up again, and in the end the failure is thrown.
 */
function settleRefusals(actor: CallActor): NonNullable<Plan<"hangUp", Done>["refused"]> {
  let repeats = 0;
  return async (error) => {
    if (!CallingError.is(error) || (error.code !== "call-ended" && error.status !== 404)) return { error };
    const found = await look(actor);
    if (found === "unknown") return { error };
    if (found === "gone") return { error: error.code === "call-ended" ? error : gone(error) };
    return repeats++ < mostRepeats ? "again" : { error: error.code === "call-ended" ? stillThere(error) : error };
  };
}

async function look(actor: CallActor): Promise<"gone" | "there" | "unknown"> {
  try {
    const found = (await sendInBackground(actor, inspect))?.found;
    if (!found) return actor.life.end.over ? "gone" : "unknown";
    return found.state === "gone" || found.state === "disconnected" ? "gone" : "there";
  } catch (error) {
    return CallingError.is(error) && error.code === "call-ended" ? "gone" : "unknown";
  }
}

function gone(cause: CallingError): CallingError {
  return new CallingError("call-ended", "hangUp: the provider no longer knows the call", { verb: "hangUp", cause });
}

function stillThere(cause: CallingError): CallingError {
  return new CallingError("unavailable", "hangUp: the provider says that there is no such call, but still lists it", {
    verb: "hangUp",
    cause,
    hint: "Hang up again in a moment: the other side is still on the line.",
  });
}
