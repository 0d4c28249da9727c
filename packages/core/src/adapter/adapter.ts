import type { Json } from "../base/json.js";
import type { EndContext, EndReason, ResultInfo } from "../words/call-state.js";
import type { CallingError } from "../words/calling-error.js";
import type { Party } from "../words/party.js";
import { type OutputOf, type StandardSchema, validate } from "../words/validate.js";
import type { Limits, Observations } from "./capabilities.js";
import type { Verb, Verbs } from "./verb.js";
import type { VerbName } from "./verb-inputs.js";
import type { Webhook } from "./webhook.js";

/**
 * One provider behind the calling interface. Made with `defineAdapter`.
 *
 * `N` is its name, `C` the vendor's own client (the way out to everything that this interface does not cover),
 * `O` the types of its provider options by verb (inferred; no value of it exists).
 */
export interface Adapter<N extends string = string, C = unknown, O = unknown> {
  readonly contract: 2;
  /** Written into the refs of calls: it never changes. */
  readonly name: N;
  readonly client: C;
  /** Who the bot is on this provider, shown as `from` of calls that it begins without one. */
  readonly self?: Party;
  readonly verbs: Verbs;
  /** Why an absent verb is absent, where "this provider has no such verb" is not the reason. */
  readonly absent?: Readonly<Partial<Record<VerbName, string>>>;
  readonly limits: Limits;
  readonly observations: Observations;
  readonly webhook: Webhook;
  /**
   * Reads an error of the client. Sets `retryable` when the request is known not to have taken effect
   * (refused, throttled, never sent); core turns what is neither that nor safe to repeat (`Verb.repeat`) into `outcome-unknown`.
   *
   * The code also says what a request means that is sent again after its answer was lost. Core takes it as done when `hangUp` is refused with
   * `call-ended`, and `answer`, `reject` or `redirect` with `call-ended` or `conflict`.
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

/** What `setup` makes of the checked options. */
export interface AdapterParts<C, V>
  extends Omit<
    Adapter<string, C>,
    "contract" | "name" | "client" | "verbs" | "observations" | "endReason" | "~options"
  > {
  readonly client: C;
  readonly verbs: V;
  /** Absent: none of them. */
  readonly observations?: Partial<Observations>;
  /** Absent: every end is `unknown`. */
  readonly endReason?: Adapter["endReason"];
}

type OptionsByVerb<V> = { readonly [K in keyof V]-?: NonNullable<V[K]> extends Verb<infer _, infer P> ? P : never };

const nothingObserved: Observations = {
  callerGaveUp: false,
  rejectEnded: false,
  redirectOutcome: false,
  ringing: false,
  oneToOneRoster: false,
  groupRoster: false,
  contentSharing: false,
  inspectedState: false,
  keysAlways: false,
  releasedEnd: false,
  returns: false,
};

/**
 * Defines an adapter: a function from its options to the adapter.
 * The options are checked against the schema; a wrong one is a `CallingError` `invalid-request` that names it.
 */
export function defineAdapter<const N extends string, S extends StandardSchema, C, V extends Verbs>(definition: {
  readonly name: N;
  readonly options: S;
  readonly setup: (options: OutputOf<S>) => AdapterParts<C, V>;
}): (options: InputOf<S>) => Adapter<N, C, OptionsByVerb<V>> {
  return (given) => {
    const parts = definition.setup(validate(definition.options, given, `${definition.name}(options)`) as OutputOf<S>);
    return {
      endReason: (result) => ({ kind: "unknown", code: result.code, subcode: result.subcode, message: result.message }),
      ...parts,
      contract: 2,
      name: definition.name,
      observations: { ...nothingObserved, ...parts.observations },
    };
  };
}

/** The type that a schema accepts. */
type InputOf<S> = S extends { readonly "~standard": { readonly types?: { readonly input: infer I } | undefined } }
  ? I
  : never;
