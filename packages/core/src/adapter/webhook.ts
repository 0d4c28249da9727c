import type { Json } from "../base/json.js";
import type { Reply } from "./callback.js";
import type { AskOfParsed, RedirectsOfWebhook, TenantOfPrincipal } from "./optional.js";
import type { Signal } from "./signal.js";

/** A callback as it arrived. */
export interface Inbound {
  readonly method: string;
  /** The address at which it arrived here, which a proxy may have rewritten. */
  readonly url: URL;
  /**
   * The address that the sender used: at the address of a call its callback URL, else the configured URL and what the request's path has below it; with
   * the request's query. For signatures that cover the address.
   */
  readonly publicUrl: string;
  readonly headers: Headers;
  /** The raw bytes. */
  readonly body: Uint8Array;
  /** When it arrived, ms since 1970. */
  readonly at: number;
  /** The call whose address it is; core has checked its MAC. Absent on the registered webhook. An adapter rarely needs it: see `Signal.call`. */
  readonly callKey: string | undefined;
}

/** Who sent a callback, once verified, and what it may speak of. */
export interface Principal extends TenantOfPrincipal {
  /** The adapter's own word: `"callback"`, `"event-grid"` … `parse` refuses what the role may not say. */
  readonly role: string;
  /** Between which times the token is good, by the sender's clock, ms since 1970: a sender uses no other. Core warns when this machine's clock says otherwise. */
  readonly validFrom?: number;
  readonly validUntil?: number;
}

/** What a callback says. */
export interface Parsed extends AskOfParsed {
  readonly signals: readonly Signal[];
  /**
   * Why parts of it could not be read, a line each. They cost the rest nothing: what is readable is taken in, and core warns of these.
   * Where nothing else is in it the request is answered 400.
   */
  readonly unread?: readonly string[];
  /** The answer, where it is not the adapter's usual one: a handshake, a legacy form. */
  readonly reply?: Reply;
  /** The sender waits for the decision about the call of these signals in the response. Core holds the response, and `Verb.respond` says what it is. */
  readonly awaitsDecision?: AwaitedDecision;
}

/** A decision that the sender of a callback waits for: with the announcement of a call, or the report that a redirect has failed. */
export interface AwaitedDecision {
  /**
   * How long the sender waits, ms. Core answers a second earlier. The bot has no more time to decide, unless `answerWithinMs` is longer: then the
   * call can still be decided afterwards, by `run`, or because the sender asks again.
   */
  readonly withinMs: number;
  /** The response when no decision was made in time, or the caller has gone: for example that the line is busy, or that the caller should wait. */
  readonly undecided: Reply;
  /** After `undecided` the sender announces the call once more, and waits again. A decision in between waits for that. */
  readonly asksAgain?: boolean;
}

/** The inbound half of an adapter. It needs no vendor SDK. */
export interface Webhook extends RedirectsOfWebhook {
  /**
   * May this request be for this adapter? Decided by the token's unverified issuer and audience or a secret's place, never by the body. Pure.
   * Asked where several adapters come into question: each that says yes may verify, in their order, and the first whose `verify` succeeds has the
   * request. So where the head does not say which account is meant, every account says yes. A request that can be for one adapter only goes to its
   * `verify` at once.
   */
  claims(head: Pick<Inbound, "method" | "url" | "headers">): boolean;
  /**
   * `"head"`: `verify` looks at the method, the address and the headers alone. It is then asked before the body is read, with an empty
   * one in its place, so that a stranger's body takes up no memory and no time. Default `"bytes"`: it needs the body too.
   */
  readonly verifies?: "head" | "bytes";
  /**
   * Checks who sent it, from the raw bytes, and refuses what another account of the same provider would accept. Its error names the option that
   * would have to be another, where one may be wrong. If all that claim a request refuse it, the answer is 503 before 403 before 401.
   * @throws CallingError `unauthenticated` (answered 401), `forbidden` (403), `unavailable` (503: the key server is down, ask again; or the sender is
   *   genuine and only its time is wrong, with a `ClockDifference` as the cause).
   */
  verify(inbound: Inbound): Promise<Principal>;
  /**
   * Reads it: lenient in what it takes, strict in what it yields. Pure.
   * @throws CallingError `invalid-request` (answered 400), `forbidden` (403: this principal may not say this).
   */
  parse(inbound: Inbound, principal: Principal): Parsed;
  /**
   * Why this sender may not speak of this call, of which core has kept `memo`; `undefined` when it may. Asked for every callback that is
   * about a call, at any address and with any content. A reason is answered 403. Absent: every sender that `verify` accepts may
   * speak of every call. Pure.
   */
  refuseSender?(principal: Principal, memo: Json): string | undefined;
  /**
   * Where the provider sends the events of a call. `"call"`: to the address that the request which begins or answers the call contains; what
   * arrives elsewhere is not believed, and the provider is asked. `"webhook"`: all to the registered webhook, where a signal names its call by
   * `providerCallId`, the id that the answer to `create`, `join` or `answer` gives. Default `"call"`.
   */
  readonly reportsAt?: "call" | "webhook";
  /** What an accepted callback is answered. Default 202. */
  readonly acknowledge?: Reply;
  /**
   * The status with which an incoming call is refused when this instance closes and no other shares its calls: the sender offers the
   * call again soon, to the instance that then listens. Absent: a call is offered once, so it is taken and rejected as busy.
   */
  readonly offersAgainAfter?: number;
  /** Fetches key sets ahead of the first callback. Called once at start; a failure is not an error. */
  warmUp?(): Promise<void>;
}
