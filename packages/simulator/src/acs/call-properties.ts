import type { Leg } from "../engine/call.js";
import { type AcsConnection, correlationIdOf, serverCallIdOf } from "./connection.js";
import { identifierOf } from "./wire/identifier.js";

export type CallConnectionState = "unknown" | "connecting" | "connected" | "transferring" | "disconnected";

/**
 * CallConnectionProperties: what create, answer, connect and get answer with. `source` is who called (observed: on an answered call the
 * caller); a call that the bot makes has no `serverCallId` before it is connected (observed in the answer to create).
 */
export function callProperties(
  connection: AcsConnection,
  leg: Leg,
  state: CallConnectionState,
): Record<string, unknown> {
  const isPlaced = connection.how === "create" && leg.connectedAt === undefined;
  return {
    callConnectionId: connection.id,
    ...(isPlaced ? {} : { serverCallId: serverCallIdOf(leg.callId) }),
    targets: connection.targets.map(identifierOf),
    callConnectionState: state,
    callbackUri: connection.callbackUri,
    ...(connection.sourceCallerIdNumber === undefined
      ? {}
      : { sourceCallerIdNumber: { value: connection.sourceCallerIdNumber } }),
    sourceDisplayName: connection.sourceDisplayName ?? "",
    source: identifierOf(connection.caller ?? { kind: "communication-user", id: connection.self }),
    correlationId: correlationIdOf(leg),
    ...(connection.answeredBy === undefined ? {} : { answeredBy: { id: connection.answeredBy } }),
    ...(connection.answeredFor === undefined ? {} : { answeredFor: { value: connection.answeredFor } }),
  };
}

/** The state of a leg in this wire's words. */
export function stateOf(leg: Leg): CallConnectionState {
  if (leg.state === "connected") return "connected";
  return leg.state === "ended" ? "disconnected" : "connecting";
}
