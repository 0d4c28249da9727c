import type { AcsState } from "../acs-state.js";
import type { AcsConnection, AcsOperationRecord } from "../connection.js";

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
