import type { Leg } from "../engine/call.js";
import type { Identities } from "./identities.js";
import { identifierOf } from "./wire/identifier.js";

/** CallParticipant. */
export function participantOf(leg: Leg, identities: Identities): Record<string, unknown> {
  return { identifier: identifierOf(identities.shown(leg)), isMuted: leg.muted, isOnHold: leg.onHold };
}

/** Those who are in the call. */
export function present(legs: readonly Leg[]): readonly Leg[] {
  return legs.filter((leg) => leg.state === "connected");
}
