import type { Done } from "../call/results.js";
import type { CallHolder } from "../holder/call-holder.js";
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
    yield: ({ warnings }) => ({ warnings }),
    cancel: async () => {},
  };
  const { operations } = holder.record;
  const pending = Object.keys(operations).find((id) => operations[id]?.verb === "hangUp");
  return pending === undefined ? runOperation(holder, plan) : joinOperation(holder, pending, plan);
}
