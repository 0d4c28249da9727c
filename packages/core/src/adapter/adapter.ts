import type { Json } from "../base/json.js";
import type { CallingError } from "../words/calling-error.js";
import type { EndContext, EndReason, ResultInfo } from "../words/end-reason.js";
import type { Party } from "../words/party.js";
import type { Limits } from "./limits.js";
import type { Observations } from "./observations.js";
import type { Verbs } from "./verb.js";
import type { VerbName } from "./verb-name.js";
import type { Webhook } from "./webhook.js";

/**
 * One provider behind the calling interface. Made with `defineAdapter`.
 *
 * `N` is its name, `C` the vendor's own client (the way out to everything that this interface does not cover),
 * `O` the types of its provider options by verb (inferred; no value of it exists).
 */
export interface Adapter<N extends string = string, C = unknown, O = unknown> {
  readonly contract: 1;
  /** Written into the refs of calls: it never changes. */
  readonly name: N;
  readonly client: C;
  /** Who the bot is on this provider, shown as `from` of calls that it begins without one. */
  readonly self?: Party;
  readonly verbs: Verbs;
  /** Why an absent verb is absent, where "this provider has no such thing" is not the reason. */
  readonly absent?: Readonly<Partial<Record<VerbName, string>>>;
  readonly limits: Limits;
  readonly observations: Observations;
  readonly webhook: Webhook;
  /**
   * Reads an error of the client. Sets `retryable` when the request is known not to have taken effect
   * (refused, throttled, never sent); core turns what is neither that nor `repeat: "safe"` into `outcome-unknown`.
   */
  mapError(error: unknown, verb: VerbName): CallingError;
  /** Why a call ended, from the provider's figures. Core has already dealt with what we did ourselves. Pure. */
  endReason(result: ResultInfo, context: EndContext): EndReason;
  /** Verbs that this very call does not have although the provider has them, with the reason. Pure. */
  narrow?(call: CallTraits): Readonly<Partial<Record<VerbName, string>>>;
  /** Checks a callback URL before any request, where the provider is particular (https). */
  refuseCallbackUrl?(url: URL): string | undefined;
  close?(): Promise<void>;
  /** A type only: the provider options by verb. */
  readonly "~options"?: O;
}

/** What decides which verbs a call has. */
export interface CallTraits {
  readonly memo: Json;
  /** A group call or a meeting. */
  readonly group: boolean;
}
