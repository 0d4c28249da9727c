import type { Capabilities } from "../adapter/capabilities.js";
import type { AnyAdapter } from "../adapter/composite.js";
import type { JoiningDecision } from "../adapter/optional.js";
import type { Clock } from "../base/clock.js";
import type { Store } from "../store/store.js";
import type { Logger } from "../telemetry/log.js";
import type { Reveal } from "../telemetry/redact.js";
import type { JoinTarget } from "../words/inputs-and-results.js";
import type { GuestParty, PartyLike } from "../words/party.js";
import type { StandardSchema } from "../words/validate.js";
import type { Call } from "./call.js";
import type { CallingEvent, EventName } from "./events.js";
import type { VerbOptions } from "./verb-options.js";

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

/** Options of `createCalling`. */
export interface CallingOptions<A extends AnyAdapter, D> {
  /** The provider, or several: `graph({…})`, `acs({…})`, `failover({…})`, `route({…})`. */
  readonly adapter: A;
  /** Where the provider reaches `calling.handle`: `https://bot.example.com/calls`. Calls get addresses below it. */
  readonly url: string;
  /** The schema of `call.data`. */
  readonly data?: StandardSchema<D>;
  /** Where calls are kept. Default: in this process's memory. */
  readonly store?: Store;
  /**
   * Signs the callback addresses of calls, and seals what goes into a store outside the process: needed there, and the same on
   * every instance. At least 32 characters; blanks and newlines around it are dropped. Default with the store in memory: made at random at start.
   */
  readonly secret?: string;
  /** What becomes of an incoming call that no handler decides in time. Default `"reject"`. */
  readonly onUnhandled?: "reject" | { readonly redirect: PartyLike };
  /**
   * What becomes of a call whose handler threw. Default `"hang-up"`: a line that stays open is silent and billed.
   * A handler that throws `call-ended` or `superseded` of its own call ended with it: that is no error.
   */
  readonly onHandlerError?: "hang-up" | "keep";
  /** Decides, in the HTTP response, whether a participant under a recording policy may join. Default: admit. */
  onParticipantJoining?(joining: {
    readonly ref: string | undefined;
    readonly signal: AbortSignal;
  }): JoiningDecision | Promise<JoiningDecision>;
  /**
   * Sends the request for an incoming call elsewhere (another region) by a 302 to the URL returned; `undefined` keeps it, and so does
   * an error. Asked only where the provider follows a 302 (`adapter.webhook.followsRedirects`).
   */
  onIncomingRequest?(request: {
    readonly url: URL;
    readonly headers: Headers;
    /** This instance closes, and no other shares its calls: a call that is kept is rejected as busy. */
    readonly closing: boolean;
  }): URL | undefined | Promise<URL | undefined>;
  /** The largest callback that is read, bytes; a larger one is answered 413. Default 1 MiB (Event Grid sends no larger). */
  readonly maxBodyBytes?: number;
  /** How long an instance holds a call without a sign of life, ms. Default 30,000. */
  readonly leaseMs?: number;
  /** How long a call that is over is remembered, for late events, ms. Default one hour. */
  readonly keepEndedMs?: number;
  /** How often a live call is compared with the provider, ms. Default five minutes. */
  readonly reconcileEveryMs?: number;
  /**
   * Where lines for people go: pino, `console`, anything of their form. Default: warnings and errors go to `console.warn` and
   * `console.error`, one line each, except errors that a handler of `calling.on("error")` has received. `false`: nowhere.
   */
  readonly logger?: Logger | false | undefined;
  /** What log lines and spans may show that they hide otherwise. Default: nothing. */
  readonly reveal?: Reveal;
  /** Default: the machine's clock. */
  readonly clock?: Clock;
  /** Makes UUIDs (version 4: they go on the wire). Default: at random. */
  readonly newId?: () => string;
  /** Spreads what would otherwise happen at the same moment: a number from 0 up to 1. Default: `Math.random`. */
  readonly random?: () => number;
}

/** Options of {@link Calling.create}. */
export interface CreateOptions<A extends AnyAdapter, D> extends VerbOptions<A, "create"> {
  /** Whom to call. Several: a group call, where the provider has such. */
  readonly to: PartyLike | readonly PartyLike[];
  /**
   * What becomes of several. `"all"`: a group call with everybody who answers. `"first"`: a one-to-one call with the first who answers, and the others
   * stop ringing; refused where the provider has no such call. Default `"all"`.
   */
  readonly ring?: "all" | "first";
  /** Who calls: for a telephone target, the number to show. */
  readonly from?: PartyLike;
  /**
   * How long it may ring, ms, from 1000 to 600,000. Counts from when the provider has accepted the request (if that brings no id of the call: from the
   * first event of it), since not every provider reports ringing; on a group call until the first party answers. Then the bot hangs up, and the call ends
   * as `no-answer` with a message that says so; somebody who answers after that is too late. Core's own timer, on every provider. Default: as long as the
   * provider lets it ring, which ends a longer time as well.
   */
  readonly ringMs?: number;
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
