import type { CallActor } from "../actor/call-actor.js";
import type { Call } from "../interface/call.js";
import type { Operation } from "../interface/operation.js";
import type { GivenOptions } from "../operations/verb-options.js";
import { decide } from "./decide.js";

/** Long enough for media to be set up; then the provider is asked. */
const timeoutMs = 30_000;

/** Takes an incoming call. Resolves when it is connected. @param by the offer through which the bot does. */
export function answer(
  actor: CallActor,
  options: GivenOptions & { readonly data?: unknown },
  by: object,
): Operation<Call> {
  return decide(actor, {
    verb: "answer",
    input: {},
    options,
    timeoutMs,
    data: options.data,
    by,
    yield: () => actor.call,
    cancel: async () => {
      await actor.call.hangUp();
    },
  });
}
