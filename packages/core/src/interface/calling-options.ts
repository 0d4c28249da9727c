import type { AnyAdapter } from "../adapter/composite.js";
import type { JoiningDecision } from "../adapter/webhook.js";
import type { Clock } from "../base/clock.js";
import type { Store } from "../store/store.js";
import type { Logger } from "../telemetry/log.js";
import type { Reveal } from "../telemetry/redact.js";
import type { PartyLike } from "../words/party.js";
import type { StandardSchema } from "../words/validate.js";

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
