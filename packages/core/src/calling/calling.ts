import type { AnyAdapter } from "../adapter/composite.js";
import type { Call, VerbOptions } from "../call/call.js";
import type { JoinTarget } from "../call/join-target.js";
import type { Capabilities } from "../capabilities/capabilities.js";
import type { CallingEvent, EventName } from "../events/events.js";
import type { GuestParty, PartyLike } from "../party/party.js";

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
  /** The call behind a ref, on any instance. @throws CallingError `not-found`. */
  get(ref: string): Promise<Call<A, D>>;
  /** The refs of the calls that are not over. */
  list(): AsyncIterable<string>;
  /** Takes a callback of the provider. Web standard: any server can hand requests here. Never throws. */
  handle(request: Request, context?: HandleContext): Promise<Response>;
  /** Stops taking callbacks, lets handlers end for `drainMs` (default 5000) and gives the calls back to the store. */
  close(options?: { readonly drainMs?: number }): Promise<void>;
}
