import type { Leg } from "../../engine/call.js";
import type { Party } from "../../engine/party.js";
import { identifierOf } from "../wire/identifier.js";
import type { Identities } from "./bots.js";

/** What an operation was asked with, to be repeated in its events. */
export interface AcsOperationRecord {
  readonly operationContext?: string;
  readonly callbackUri: string;
  /** The parties that a prompt to some has put on hold until it ends. */
  held?: readonly Party[];
  /** The cancellation of an invitation: where its outcome goes. */
  canceledBy?: AcsOperationRecord;
  /** The call that a participant comes over from. */
  readonly fromCall?: string;
}

/** The members that the bodies of operations share. */
export interface OperationBody {
  readonly operationContext?: string | null | undefined;
  readonly operationCallbackUri?: string | null | undefined;
}

/** What an operation's events have to repeat, and where they go. */
export function recordOf(connection: AcsConnection, body: OperationBody): AcsOperationRecord {
  return {
    callbackUri: body.operationCallbackUri ?? connection.callbackUri,
    ...(body.operationContext ? { operationContext: body.operationContext } : {}),
  };
}

/** What this wire keeps beside the engine's leg: its callback address, the context, and what is under way. */
export interface AcsConnection {
  /** callConnectionId: the id of the bot's leg. */
  readonly id: string;
  readonly botId: string;
  readonly callbackUri: string;
  readonly apiVersion: string;
  readonly operationContext?: string;
  readonly how: "create" | "answer" | "connect";
  /** The bot's identity in participant lists, `8:acs:…`. */
  readonly self: string;
  readonly targets: readonly Party[];
  /** Who called, when it was not the bot. */
  readonly caller?: Party;
  readonly sourceCallerIdNumber?: string;
  /** The caller's name as it is shown. */
  readonly sourceDisplayName?: string;
  /** The identity that the answer asked to answer with. */
  readonly answeredBy?: string;
  /** The number that was called, when it was one. */
  readonly answeredFor?: string;
  readonly operations: Map<string, AcsOperationRecord>;
  /** The continuous recognition under way. */
  toneWatch?: AcsOperationRecord & { readonly target: Party; sequence: number };
  rosterSequence: number;
  /** The last participant list that was sent, so that the same list is not sent twice. */
  lastRoster?: string;
}

/** Ids as this wire has them, from the engine's. */
export function correlationIdOf(leg: Leg): string {
  return leg.callId;
}

/** The service's form: base64 of an address, opaque to bots. */
export function serverCallIdOf(callId: string): string {
  return Buffer.from(`https://api.flightproxy.skype.com/api/v2/cp/conv-simulator/conv/${callId}?i=127-0-0-1`).toString(
    "base64",
  );
}

export function callIdOfServerCallId(serverCallId: string): string | undefined {
  const address = Buffer.from(serverCallId, "base64").toString("utf8");
  return /\/conv\/([0-9a-f-]{36})\?/.exec(address)?.[1];
}

type CallConnectionState = "unknown" | "connecting" | "connected" | "transferring" | "disconnected";

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

/** CallParticipant. */
export function participantOf(leg: Leg, identities: Identities): Record<string, unknown> {
  return { identifier: identifierOf(identities.shown(leg)), isMuted: leg.muted, isOnHold: leg.onHold };
}

/** Those who are in the call. */
export function present(legs: readonly Leg[]): readonly Leg[] {
  return legs.filter((leg) => leg.state === "connected");
}
