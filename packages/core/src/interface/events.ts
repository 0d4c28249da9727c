import type { AnyAdapter } from "../adapter/composite.js";
import type { RejectReason } from "../adapter/verb-inputs.js";
import type { EndReason } from "../words/call-state.js";
import { CallingError } from "../words/calling-error.js";
import type { Done } from "../words/inputs-and-results.js";
import type { Party, PartyLike } from "../words/party.js";
import type { Call, CallEventName, CallEvents, EventBase } from "./call.js";
import type { Operation } from "./operation.js";
import type { VerbOptions } from "./verb-options.js";

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

/**
 * A caller rings the bot. There is no call before it is answered: decide with `answer`, `reject` or `redirect`.
 * Only one decision counts: the same one again joins the first; another is a `conflict`. Undecided at the deadline, `onUnhandled` decides.
 */
export interface IncomingCall<A extends AnyAdapter = AnyAdapter, D = unknown> extends EventBase<"incoming", A> {
  readonly ref: string;
  readonly from: Party;
  readonly to: Party;
  /** Who was called before the call came here, first to last. */
  readonly forwardedFrom: readonly Party[];
  /** An invitation to a group call or meeting rather than a one-to-one call. */
  readonly group: boolean;
  /** What could not be read in full, and what to do about it. */
  readonly warnings: readonly string[];
  /** Until when a decision must be there, ms since 1970. */
  readonly decideBy: number;
  /** Why the target of a redirect did not take the call, where the provider has given the caller back. `undefined`: it is new. */
  readonly returned: EndReason | undefined;
  /** Aborts when there is nothing left to decide: the time is up, the caller gave up, it was decided. */
  readonly signal: AbortSignal;
  /** Takes the call. Resolves when it is connected. `data` is the first value of `call.data`. */
  answer(options?: VerbOptions<A, "answer"> & { readonly data?: D }): Operation<Call<A, D>>;
  /** Refuses the call. Default reason: `declined`. */
  reject(reason?: RejectReason, options?: VerbOptions<A, "reject">): Operation<Done>;
  /** Sends the call to others. `ringMs`: how long they may ring, where the provider takes such a time. */
  redirect(
    to: PartyLike | readonly PartyLike[],
    options?: VerbOptions<A, "redirect"> & { readonly ringMs?: number },
  ): Operation<Done>;
}

const ofCalls: Readonly<Record<CallEventName, true>> = {
  "call-connected": true,
  "call-returned": true,
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
