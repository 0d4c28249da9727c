import type { CallHolder } from "../actor/call-holder.js";
import type { Call } from "../interface/call.js";
import type { Operation } from "../interface/operation.js";
import type { GivenOptions } from "../operations/verb-options.js";
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
