import type { Leg } from "../../engine/call.js";
import type { Party } from "../../engine/party.js";
import type { AcsContext } from "../calls/context.js";
import { participantNotPresent, preconditionFailed } from "../wire/errors.js";
import { partyOf, rawIdOf, type WireIdentifier } from "../wire/identifier.js";

/** How long a callee rings (documented service limits: set-up within 115 s on the public network, 85 s elsewhere). */
export function ringMsFor(party: Party): number {
  return party.kind === "phone" ? 115_000 : 85_000;
}

/** The leg that an operation is aimed at. */
export function targetLeg(acs: AcsContext, leg: Leg, identifier: WireIdentifier, field: string): Leg {
  const party = partyOf(identifier, field);
  const target = acs.identities.find(acs.engine.calls.others(leg.id), party);
  if (!target) throw participantNotPresent(rawIdOf(party));
  return target;
}

/**
 * While something plays to some, or tones are being sent, nothing may start but a prompt to all
 * (documented: the media action compatibility table; 412 8583).
 */
export function mustBeCompatible(acs: AcsContext, leg: Leg): void {
  const blocking = acs.engine.calls.media(leg.id).find((running) => running.kind === "send-tones" || running.toSome);
  if (blocking) {
    const what = blocking.kind === "send-tones" ? "tones are being sent" : "a prompt plays to some participants";
    throw preconditionFailed(`Precondition failed: ${what}.`);
  }
}
