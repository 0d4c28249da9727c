import type { Leg } from "../../engine/call.js";
import type { AcsConnection, AcsOperationRecord } from "../calls/connection.js";
import type { AcsState } from "../calls/state.js";
import { participantNotPresent, preconditionFailed, wrongCallState } from "../wire/errors.js";
import { partyOf, rawIdOf, type WireIdentifier } from "../wire/identifier.js";

interface OperationBody {
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

/** Files an operation before the engine is asked, because its first event may come at once. */
export function fileOperation(
  state: AcsState,
  connection: AcsConnection,
  body: OperationBody,
  held?: AcsOperationRecord["held"],
): string {
  const operationId = state.context.random.id();
  connection.operations.set(operationId, { ...recordOf(connection, body), ...(held ? { held } : {}) });
  return operationId;
}

/** `{operationContext}` as asked, or `{}`. */
export function contextBody(body: OperationBody): Record<string, unknown> {
  return body.operationContext ? { operationContext: body.operationContext } : {};
}

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
