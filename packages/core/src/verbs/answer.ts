import type { Call } from "../call/call.js";
import type { CallHolder } from "../holder/call-holder.js";
import type { GivenOptions } from "../operate/verb-options.js";
import type { Operation } from "../operation/operation.js";
import { decide } from "./decide.js";

/** Long enough for media to be set up; then the provider is asked. */
const timeoutMs = 30_000;

/** Takes an incoming call. Resolves when it is connected. @param by the offer through which the bot does. */
export function answer(
  holder: CallHolder,
  options: GivenOptions & { readonly data?: unknown },
  by: object,
): Operation<Call> {
  return decide(holder, {
    verb: "answer",
    input: {},
    options,
    timeoutMs,
    data: options.data,
    by,
    yield: () => holder.call,
    cancel: async () => {
      await holder.call.hangUp();
    },
  });
}
