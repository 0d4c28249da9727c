import type { VerbName } from "../adapter/verb-inputs.js";
import type { Json } from "../base/json.js";
import type { TraceParent } from "../telemetry/trace-parent.js";

/** The request as it was before the first attempt. */
export interface RequestRecord {
  readonly input: Json;
  /** The provider's own options. */
  readonly own?: Json;
}

/** A place in a row of requests that are sent one after the other. */
export interface RowPlace {
  /** The operation as the bot knows it. With its own id it is that operation, which makes no request; with another id it is a part of it. */
  readonly of: string;
  /** How many prompts of the row come before it. */
  readonly from: number;
}

/** An operation that has not ended. */
export interface OperationRecord {
  readonly id: string;
  readonly verb: VerbName;
  /** When its request was first sent, ms since 1970. */
  readonly startedAt: number;
  /** The span in which it was begun, if there was one. */
  readonly trace: TraceParent | undefined;
  /** The bot's own text, repeated in its events. */
  readonly context: string | undefined;
  /** Internal: it causes no events. */
  readonly internal: boolean | undefined;
  /** The keys that it collects are a secret of the bot. */
  readonly secret: boolean | undefined;
  /** The provider has accepted the request. */
  readonly accepted: boolean;
  /** What another instance needs to send again what may never have been sent. */
  readonly request: RequestRecord | undefined;
  readonly providerOperationId: string | undefined;
  /** The bot's own deadline, ms from when it was first sent. */
  readonly timeoutMs: number | undefined;
  /** No completion will be reported: it is done when its timer runs out. */
  readonly endsInTime: boolean | undefined;
  /** The provider has agreed to stop it. */
  readonly stopping: boolean | undefined;
  /** The provider says that it is done, and the roster is yet to show it. */
  readonly awaitsRoster: boolean | undefined;
  /** It has missed its deadline, and the provider was asked about the call. */
  readonly asked: boolean | undefined;
  /** Its place in a row of requests, where one request cannot carry the whole operation. */
  readonly row: RowPlace | undefined;
  readonly warnings: readonly string[];
}

/** What is known when an operation begins. */
type Begun = Pick<OperationRecord, "id" | "verb" | "startedAt" | "accepted"> &
  Partial<
    Pick<OperationRecord, "trace" | "context" | "internal" | "secret" | "request" | "timeoutMs" | "row" | "warnings">
  >;

/** The record of an operation that begins. */
export function operationRecord(begun: Begun): OperationRecord {
  return Object.assign(copyOf(blank), begun);
}

/** The same, with some members changed. */
function changeOperation(operation: OperationRecord, change: Partial<OperationRecord>): OperationRecord {
  return Object.assign(copyOf(operation), change);
}

const blank: OperationRecord = {
  ...{ id: "", verb: "play", startedAt: 0, accepted: false, warnings: [] },
  ...{ trace: undefined, context: undefined, internal: undefined, secret: undefined, request: undefined },
  ...{ providerOperationId: undefined, timeoutMs: undefined, endsInTime: undefined, stopping: undefined },
  ...{ awaitsRoster: undefined, asked: undefined, row: undefined },
};

/** Copied member by member, so that all operations have one shape: see `CallRecord`. */
function copyOf(operation: OperationRecord): OperationRecord {
  return {
    id: operation.id,
    verb: operation.verb,
    startedAt: operation.startedAt,
    trace: operation.trace,
    context: operation.context,
    internal: operation.internal,
    secret: operation.secret,
    accepted: operation.accepted,
    request: operation.request,
    providerOperationId: operation.providerOperationId,
    timeoutMs: operation.timeoutMs,
    endsInTime: operation.endsInTime,
    stopping: operation.stopping,
    awaitsRoster: operation.awaitsRoster,
    asked: operation.asked,
    row: operation.row,
    warnings: operation.warnings,
  };
}

/** Whether it is a row of requests, and not one of them. */
export function isRow({ id, row }: OperationRecord): boolean {
  return row?.of === id;
}

/** The operations of a call, oldest first. A list, because an object with ids as members would have a shape of its own. */
export type Operations = readonly OperationRecord[];

export function operationOf(operations: Operations, id: string): OperationRecord | undefined {
  return operations.find((operation) => operation.id === id);
}

/** With a new operation, at the end. */
export function withOperation(operations: Operations, operation: OperationRecord): Operations {
  return [...operations, operation];
}

/** With one operation changed; unchanged if it has ended. */
export function withChanged(operations: Operations, id: string, change: Partial<OperationRecord>): Operations {
  return operations.map((operation) => (operation.id === id ? changeOperation(operation, change) : operation));
}

const none: Operations = [];

export function withoutOperation(operations: Operations, id: string): Operations {
  const left = operations.filter((operation) => operation.id !== id);
  return left.length === 0 ? none : left;
}
