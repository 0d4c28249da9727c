import type { Done } from "../call/results.js";
import type { CallHolder } from "../holder/call-holder.js";
import { providerCallIdKnown } from "../operate/provider-call-id.js";
import { joinOperation, type Plan, runOperation } from "../operate/run-operation.js";
import type { GivenOptions } from "../operate/verb-options.js";
import type { Operation } from "../operation/operation.js";

/** The end of a call is told within a second or two; then the provider is asked. */
const timeoutMs = 10_000;

/** Ends the bot's part of the call, or the call for everyone. Resolves when it is over. Asked again meanwhile, the same hang-up is awaited. */
export function hangUp(holder: CallHolder, options: GivenOptions & { readonly everyone?: boolean }): Operation<Done> {
  const plan: Plan<"hangUp", Done> = {
    verb: "hangUp",
    input: { everyone: options.everyone ?? false },
    options,
    timeoutMs,
    // A call whose instance died while it was begun is known by no id until an event tells it.
    prepare: () => providerCallIdKnown(holder, options.signal),
    yield: ({ warnings }) => ({ warnings }),
    cancel: async () => {},
  };
  const pending = holder.record.operations.find(({ verb }) => verb === "hangUp");
  if (pending) return joinOperation(holder, pending.id, plan);
  return leaving.get(holder) ?? leave(holder, plan);
}

/** Hang-ups that are not on record yet. */
const leaving = new WeakMap<CallHolder, Operation<Done>>();

function leave(holder: CallHolder, plan: Plan<"hangUp", Done>): Operation<Done> {
  const operation = runOperation(holder, plan);
  const left = () => leaving.delete(holder);
  leaving.set(holder, operation);
  operation.then(left, left);
  return operation;
}
