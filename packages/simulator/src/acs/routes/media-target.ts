import type { Leg } from "../../engine/call.js";
import { participantNotPresent, preconditionFailed, wrongCallState } from "../acs-error.js";
import type { AcsState } from "../acs-state.js";
import { partyOf, rawIdOf, type WireIdentifier } from "../wire/identifier.js";

/** Media needs a connected call. */
export function mustBeConnected(leg: Leg): void {
  if (leg.state !== "connected")
    throw wrongCallState("Action not valid in current call state: the call is not established.");
}

/** The leg that an operation is aimed at. */
export function targetLeg(state: AcsState, leg: Leg, identifier: WireIdentifier, field: string): Leg {
  const party = partyOf(identifier, field);
  const target = state.identities.find(state.context.engine.calls.others(leg.id), party);
  if (!target) throw participantNotPresent(rawIdOf(party));
  return target;
}

/**
 * While something plays to some, or tones are being sent, nothing may start but a prompt to all
 * (documented: the media action compatibility table; 412 8583).
 */
export function mustBeCompatible(state: AcsState, leg: Leg): void {
  const blocking = state.context.engine.calls
    .media(leg.id)
    .find((running) => running.kind === "send-tones" || running.toSome);
  if (blocking) {
    const what = blocking.kind === "send-tones" ? "tones are being sent" : "a prompt plays to some participants";
    throw preconditionFailed(`Precondition failed: ${what}.`);
  }
}
