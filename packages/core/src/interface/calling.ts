import type { Capabilities } from "../adapter/capabilities.js";
import type { AnyAdapter } from "../adapter/composite.js";
import type { JoinTarget } from "../words/inputs-and-results.js";
import type { GuestParty, PartyLike } from "../words/party.js";
import type { Call } from "./call.js";
import type { CallingEvent, EventName } from "./events.js";
import type { VerbOptions } from "./verb-options.js";

/** Options of {@link Calling.create}. */
export interface CreateOptions<A extends AnyAdapter, D> extends VerbOptions<A, "create"> {
  /** Whom to call. Several: a group call, where the provider has such. */
  readonly to: PartyLike | readonly PartyLike[];
  /** Who calls: for a telephone target, the number to show. */
  readonly from?: PartyLike;
  /** The first value of `call.data`. */
  readonly data?: D;
}

/** Options of {@link Calling.join}. */
export interface JoinOptions<A extends AnyAdapter, D> extends VerbOptions<A, "join"> {
  /** Joins under a guest's name rather than the bot's own, where the provider can. */
  readonly as?: GuestParty;
  /** The first value of `call.data`. */
  readonly data?: D;
}

/** What a host hands over with a request. */
export interface HandleContext {
  /** Keeps a serverless host awake until the promise settles. */
  readonly waitUntil?: (work: Promise<unknown>) => void;
}

/** Options of {@link Calling.close}. */
export interface CloseOptions {
  /**
   * How long live calls, and handlers, get to come to their end, ms. Default: 0 where calls are handed over, which is at once; 5000
   * where they are hung up. After it a close takes the time of a request to the provider, and of the handlers of `call-ended`: at the
   * most 15 s.
   */
  readonly drainMs?: number;
  /**
   * What becomes of calls that are still there then. `"hand-over"`: another instance takes them and emits `call-recovered`. `"hang-up"`:
   * they are hung up, incoming ones rejected as busy, with a warning each. Default: `"hand-over"` with a store that others share,
   * `"hang-up"` where calls are in this process's memory. Without a `store` nothing can be handed over: it is always `"hang-up"`.
   */
  readonly atDeadline?: "hand-over" | "hang-up";
}

/** The calling interface. Made with `createCalling`. */
export interface Calling<A extends AnyAdapter = AnyAdapter, D = unknown> extends AsyncDisposable {
  readonly adapter: A;
  /** What the provider can do, by verb. With a composite: what all members can. */
  readonly capabilities: Capabilities;
  /** Calls `handler` for every event of the type, `"*"` for all. Returns the way to stop it. */
  on<K extends EventName | "*">(type: K, handler: (event: CallingEvent<K, A, D>) => unknown): () => void;
  /** Begins a call. Resolves when the provider has taken it; then await `call.connected`. */
  create(options: CreateOptions<A, D>): Promise<Call<A, D>>;
  /** Joins a meeting, group call or room. Resolves when the provider has taken it; then await `call.connected`. */
  join(target: JoinTarget, options?: JoinOptions<A, D>): Promise<Call<A, D>>;
  /**
   * The call behind a ref, on any instance. Waits up to 15 s for a store that does not answer.
   * @throws CallingError `not-found`, also while a record that the store has lost is not written again yet; `store-unavailable`.
   */
  get(ref: string): Promise<Call<A, D>>;
  /** The refs of the calls that are not over. */
  list(): AsyncIterable<string>;
  /** Takes a callback of the provider. Web standard: any server can hand requests here. Never throws. */
  handle(request: Request, context?: HandleContext): Promise<Response>;
  /**
   * Stops, and leaves no caller on a silent line. No new call is begun; callbacks of live calls are taken and handled until these
   * have ended, or the time is up. Then they are handed over to another instance, or hung up. With a store that others share, an
   * incoming call is taken and stored, for another instance to offer; without one it is turned away.
   * Asked again, it joins the first, whose options count. `await using` does the same as `close()`.
   */
  close(options?: CloseOptions): Promise<void>;
}
