import type { Call, Leg } from "../../engine/call.js";
import { callNotFound, invalidArgument } from "../acs-error.js";
import type { AcsState } from "../acs-state.js";
import { legOfContext } from "../event-grid/incoming-call-context.js";

/** The call that an incomingCallContext stands for. It is good once, and only while the call rings. */
export function offeredCall(state: AcsState, incomingCallContext: string): { leg: Leg; call: Call; botId: string } {
  const legId = legOfContext(incomingCallContext);
  if (legId === undefined)
    throw invalidArgument("The field IncomingCallContext is invalid: it is not one of this service.");
  const leg = state.context.engine.calls.leg(legId);
  const call = state.context.engine.calls.ofLeg(legId);
  if (!leg || !call || leg.state !== "ringing" || leg.owner.kind !== "bot") throw callNotFound();
  return { leg, call, botId: leg.owner.botId };
}
