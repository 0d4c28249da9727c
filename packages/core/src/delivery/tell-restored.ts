import type { CallActor } from "../actor/call-actor.js";
import { tellError } from "../events/report-error.js";
import { partiesOf } from "../telemetry/telemetry.js";
import { CallingError } from "../words/calling-error.js";

/**
 * The store has lost a call that this instance has, and gets it again from here. Calls that no instance had in its memory are lost, so
 * it is told as loudly as can be.
 */
export function tellRestored(actor: CallActor): void {
  const { instance, ref, record } = actor;
  const { telemetry } = instance;
  telemetry.log("restored", { callRef: ref, ...partiesOf(telemetry, record) });
  const error = new CallingError(
    "store-unavailable",
    `the store has lost call ${ref}; this instance has written it again`,
    {
      callRef: ref,
      hint: "Was it emptied, did it evict records, or was it restarted without persistence? See docs/operations.md, Redis.",
    },
  );
  tellError(instance, error, actor);
}
