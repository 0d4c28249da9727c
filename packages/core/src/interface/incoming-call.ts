import type { AnyAdapter } from "../adapter/composite.js";
import type { RejectReason } from "../adapter/verb-inputs.js";
import type { Done } from "../words/inputs-and-results.js";
import type { Party, PartyLike } from "../words/party.js";
import type { Call, EventBase } from "./call.js";
import type { Operation } from "./operation.js";
import type { VerbOptions } from "./verb-options.js";

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
