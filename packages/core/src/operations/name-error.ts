import type { CallActor } from "../actor/call-actor.js";
import { CallingError } from "../words/calling-error.js";

/** Says in an error where it came about, as far as it does not say so itself: every error of a verb names provider, verb and call. */
export function nameError(error: unknown, actor: CallActor, verb: string): unknown {
  if (!CallingError.is(error)) return error;
  return error.about({
    provider: error.provider ?? actor.adapter.name,
    verb: error.verb ?? verb,
    callRef: error.callRef ?? actor.ref,
  });
}
