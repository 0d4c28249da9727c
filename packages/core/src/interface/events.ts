import type { AnyAdapter } from "../adapter/composite.js";
import type { CallEventName, CallEvents } from "./call-events.js";
import type { EventBase } from "./event-base.js";
import type { IncomingCall } from "./incoming-call.js";

/** All events, by type. */
export interface Events<A extends AnyAdapter, D> extends CallEvents<A, D> {
  /** Somebody calls the bot. */
  incoming: IncomingCall<A, D>;
  /** The provider sent something that this library does not know. It was acknowledged; `raw` has it. */
  unrecognized: EventBase<"unrecognized", A> & { readonly name: string };
  /** A handler threw, work in the background failed, or a promise rejected that the bot did not await. */
  error: EventBase<"error", A> & { readonly error: unknown; readonly callRef: string | undefined };
}

export type EventName = CallEventName | "incoming" | "unrecognized" | "error";

/** One event, by its type; with `"*"`, any. */
export type CallingEvent<K extends EventName | "*" = "*", A extends AnyAdapter = AnyAdapter, D = unknown> = Events<
  A,
  D
>[K extends EventName ? K : EventName];
