import type { Call } from "../call/call.js";
import type { CallHolder } from "../holder/call-holder.js";
import type { GivenOptions } from "../operate/verb-options.js";
import type { Operation } from "../operation/operation.js";
import { decide } from "./decide.js";

/** Long enough for media to be set up; then the provider is asked. */
const timeoutMs = 30_000;

/** Takes an incoming call. Resolves when it is connected. */
export function answer(holder: CallHolder, options: GivenOptions & { readonly data?: unknown }): Operation<Call> {
  return decide(holder, {
    verb: "answer",
    input: {},
    options,
    timeoutMs,
    data: options.data,
    yield: () => holder.call,
    cancel: async () => {
      await holder.call.hangUp();
    },
  });
}
