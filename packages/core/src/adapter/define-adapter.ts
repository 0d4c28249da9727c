import type { OutputOf, StandardSchema } from "../words/standard-schema.js";
import { validate } from "../words/validate.js";
import type { Adapter } from "./adapter.js";
import type { Observations } from "./observations.js";
import type { Verb, Verbs } from "./verb.js";

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
      contract: 1,
      name: definition.name,
      observations: { ...nothingObserved, ...parts.observations },
    };
  };
}

/** The type that a schema accepts. */
type InputOf<S> = S extends { readonly "~standard": { readonly types?: { readonly input: infer I } | undefined } }
  ? I
  : never;
