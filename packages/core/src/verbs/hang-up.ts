import type { CallActor } from "../actor/call-actor.js";
import type { Operation } from "../interface/operation.js";
import { errand } from "../operations/errand.js";
import { providerCallIdKnown } from "../operations/provider-call-id.js";
import { joinOperation, type Plan, runOperation } from "../operations/run-operation.js";
import type { GivenOptions } from "../operations/verb-options.js";
import { CallingError } from "../words/calling-error.js";
import type { Done } from "../words/results.js";

/** The end of a call is told within a second or two; then the provider is asked. */
const timeoutMs = 10_000;

/** Ends the bot's part of the call, or the call for everyone. Resolves when it is over. Asked again meanwhile, the same hang-up is awaited. */
export function hangUp(actor: CallActor, options: GivenOptions & { readonly everyone?: boolean }): Operation<Done> {
  const plan: Plan<"hangUp", Done> = {
    verb: "hangUp",
    input: { everyone: options.everyone ?? false },
    options,
    timeoutMs,
    // A call whose instance died while it was begun is known by no id until an event tells it.
    prepare: () => providerCallIdKnown(actor, options.signal),
    refused: settleRefusals(actor),
    yield: ({ warnings }) => ({ warnings }),
    cancel: async () => {},
  };
  const pending = actor.record.operations.find(({ verb }) => verb === "hangUp");
  if (pending) return joinOperation(actor, pending.id, plan);
  return leaving.get(actor) ?? leave(actor, plan);
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
    const found = (await errand(actor, "inspect"))?.found;
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
  return new CallingError(
    "unavailable",
    "hangUp: the provider says that there is no such call, and shows it all the same",
    {
      ...{ verb: "hangUp", cause },
      hint: "Hang up again in a moment: the other side is still on the line.",
    },
  );
}

/** Hang-ups that are not on record yet. */
const leaving = new WeakMap<CallActor, Operation<Done>>();

function leave(actor: CallActor, plan: Plan<"hangUp", Done>): Operation<Done> {
  const operation = runOperation(actor, plan);
  const left = () => leaving.delete(actor);
  leaving.set(actor, operation);
  operation.then(left, left);
  return operation;
}
