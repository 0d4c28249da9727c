import type { Done } from "../call/results.js";
import type { CallHolder } from "../holder/call-holder.js";
import { runOperation } from "../operate/run-operation.js";
import type { GivenOptions } from "../operate/verb-options.js";
import type { Operation } from "../operation/operation.js";

/** The end of a call is told within a second or two; then the provider is asked. */
const timeoutMs = 10_000;

/** Ends the bot's part of the call, or the call for everyone. Resolves when it is over. */
export function hangUp(holder: CallHolder, options: GivenOptions & { readonly everyone?: boolean }): Operation<Done> {
  return runOperation(holder, {
    verb: "hangUp",
    input: { everyone: options.everyone ?? false },
    options,
    timeoutMs,
    yield: ({ warnings }) => ({ warnings }),
    cancel: async () => {},
  });
}
