import type { Leg } from "../engine/call.js";
import { type AcsConnection, correlationIdOf, serverCallIdOf } from "./connection.js";
import { identifierOf } from "./wire/identifier.js";

export type CallConnectionState = "connecting" | "connected" | "transferring" | "disconnected";

/** CallConnectionProperties: what create, answer, connect and get answer with. */
export function callProperties(
  connection: AcsConnection,
  leg: Leg,
  state: CallConnectionState,
): Record<string, unknown> {
  return {
    callConnectionId: connection.id,
    serverCallId: serverCallIdOf(leg.callId),
    targets: connection.targets.map(identifierOf),
    callConnectionState: state,
    callbackUri: connection.callbackUri,
    ...(connection.sourceCallerIdNumber === undefined
      ? {}
      : { sourceCallerIdNumber: { value: connection.sourceCallerIdNumber } }),
    sourceDisplayName: connection.sourceDisplayName ?? "",
    source: identifierOf({ kind: "communication-user", id: connection.self }),
    correlationId: correlationIdOf(leg),
    ...(connection.how === "answer" ? { answeredBy: { id: connection.self } } : {}),
    ...(connection.answeredFor === undefined ? {} : { answeredFor: { value: connection.answeredFor } }),
  };
}

/** The state of a leg in this wire's words. */
export function stateOf(leg: Leg): CallConnectionState {
  if (leg.state === "connected") return "connected";
  return leg.state === "ended" ? "disconnected" : "connecting";
}
