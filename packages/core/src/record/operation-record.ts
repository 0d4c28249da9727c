import type { AnyVerbName } from "../adapter/verb-inputs.js";
import type { Json } from "../base/json.js";
import type { TraceParent } from "../telemetry/trace-parent.js";

/** What was to be sent, as it was before the first try. */
export interface RequestRecord {
  readonly input: Json;
  /** The provider's own options. */
  readonly own?: Json;
}

/** Work on a call that has not come to its end. */
export interface OperationRecord {
  readonly id: string;
  readonly verb: AnyVerbName;
  /** When its request was first sent, ms since 1970. */
  readonly startedAt: number;
  /** The span under which it was begun, where there was one. */
  readonly trace: TraceParent | undefined;
  /** The user's own text. */
  readonly context: string | undefined;
  /** Ours alone: no event tells of it. */
  readonly internal: boolean | undefined;
  /** The keys that it yields are a secret of the bot's. */
  readonly secret: boolean | undefined;
  /** The provider has taken the request. */
  readonly accepted: boolean;
  /** What an instance that takes the call over needs, to send again what may never have left. */
  readonly request: RequestRecord | undefined;
  readonly providerOperationId: string | undefined;
  /** The provider has agreed to stop it. */
  readonly stopping: boolean | undefined;
  /** It has missed its deadline, and the provider was asked about the call. */
  readonly asked: boolean | undefined;
  readonly warnings: readonly string[];
}

/** What is known when work begins. */
type Begun = Pick<OperationRecord, "id" | "verb" | "startedAt" | "accepted"> &
  Partial<Pick<OperationRecord, "trace" | "context" | "internal" | "secret" | "request">>;

/** Work that begins. */
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
  ...{ providerOperationId: undefined, stopping: undefined, asked: undefined },
};

/** Every member by its name, for the reason that `changeRecord` gives. */
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
    stopping: operation.stopping,
    asked: operation.asked,
    warnings: operation.warnings,
  };
}

/** Work under way on a call, oldest first. A list: in an object each id would be a member that no other object has, which V8 is slow with. */
export type Operations = readonly OperationRecord[];

export function operationOf(operations: Operations, id: string): OperationRecord | undefined {
  return operations.find((operation) => operation.id === id);
}

/** With another one, the newest. */
export function withOperation(operations: Operations, operation: OperationRecord): Operations {
  return [...operations, operation];
}

/** With one of them changed; as it was, where it is not there any more. */
export function withChanged(operations: Operations, id: string, change: Partial<OperationRecord>): Operations {
  return operations.map((operation) => (operation.id === id ? changeOperation(operation, change) : operation));
}

const none: Operations = [];

export function withoutOperation(operations: Operations, id: string): Operations {
  const left = operations.filter((operation) => operation.id !== id);
  return left.length === 0 ? none : left;
}
