import type { AnyAdapter } from "../adapter/composite.js";
import type { AnyVerbName } from "../adapter/verb-inputs.js";
import type { CallState, EndReason } from "../words/call-state.js";
import type { CallingError } from "../words/calling-error.js";
import type { Participant } from "../words/inputs-and-results.js";
import type { Tone } from "../words/tone.js";
import type { Call } from "./call.js";
import type { EventBase } from "./event-base.js";

/** What every event of a call has. */
export interface CallEvent<T extends string, A extends AnyAdapter, D> extends EventBase<T, A> {
  readonly call: Call<A, D>;
}

/** What an operation event tells of its operation. */
interface OperationFacts {
  /** The operation's id. */
  readonly operation: string;
  readonly verb: AnyVerbName;
  /** The `context` that was given with the verb. */
  readonly context: string | undefined;
}

/** The events of one call, by type. */
export interface CallEvents<A extends AnyAdapter, D> {
  /** The call is connected: both sides can hear each other. */
  "call-connected": CallEvent<"call-connected", A, D>;
  /** The call is over. The last event of a call, and there is exactly one. */
  "call-ended": CallEvent<"call-ended", A, D> & { readonly reason: EndReason };
  /** Something else about the call changed: it rings, it waits in a lobby or was let in. */
  "call-changed": CallEvent<"call-changed", A, D> & { readonly state: CallState; readonly inLobby: boolean };
  /** The other side pressed a key. */
  "dtmf-received": CallEvent<"dtmf-received", A, D> & { readonly tone: Tone };
  /** An operation came to its good end. */
  "operation-completed": CallEvent<"operation-completed", A, D> & OperationFacts;
  /** An operation failed. Told even when somebody awaits it, and then it throws there as well. */
  "operation-failed": CallEvent<"operation-failed", A, D> & OperationFacts & { readonly error: CallingError };
  /** Who is on the call changed. */
  "participants-changed": CallEvent<"participants-changed", A, D> & { readonly participants: readonly Participant[] };
  /** Somebody began or stopped to share a screen. */
  "content-sharing-changed": CallEvent<"content-sharing-changed", A, D> & {
    readonly change: "started" | "updated" | "ended";
    readonly session: string;
  };
  /** The instance that had the call is gone and this one has it now. Take up from `data`. False alarms happen. */
  "call-recovered": CallEvent<"call-recovered", A, D> & { readonly data: D | undefined; readonly state: CallState };
}

export type CallEventName = keyof CallEvents<AnyAdapter, unknown>;

/** What `call.on` takes. */
export type CallEventHandler<K extends CallEventName | "*", A extends AnyAdapter, D> = (
  event: CallEvents<A, D>[K extends CallEventName ? K : CallEventName],
) => unknown;
