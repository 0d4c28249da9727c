import type { AnyAdapter } from "../adapter/composite.js";
import { CallingError } from "../words/calling-error.js";
import type { CallEventName, CallEvents, EventBase } from "./call.js";
import type { IncomingCall } from "./incoming-call.js";

/** All events, by type. */
export interface Events<A extends AnyAdapter, D> extends CallEvents<A, D> {
  /** A caller rings the bot. */
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

const ofCalls: Readonly<Record<CallEventName, true>> = {
  "call-connected": true,
  "call-ended": true,
  "call-changed": true,
  "dtmf-received": true,
  "operation-completed": true,
  "operation-failed": true,
  "participants-changed": true,
  "content-sharing-changed": true,
  "call-recovered": true,
};

const ofCalling: Readonly<Record<EventName, true>> = { incoming: true, ...ofCalls, unrecognized: true, error: true };

/** A handler of an event that does not exist would never run. @throws CallingError `invalid-request`. */
export function checkEventName(of: "call" | "calling", type: string): void {
  const names = of === "call" ? ofCalls : ofCalling;
  if (type === "*" || Object.hasOwn(names, type)) return;
  throw new CallingError("invalid-request", `${of}.on: there is no event "${type}"`, {
    hint: `Events are ${Object.keys(names).join(", ")}, and * for all.`,
  });
}
