import type { Adapter } from "./adapter.js";
import type { AnyAdapter, Composite } from "./composite.js";
import type { VerbName } from "./verb-name.js";

/** The single adapters behind `A`: itself, or a composite's members. */
export type Leaf<A> = A extends Composite<string, infer M> ? M[keyof M] : A;

/** The names of the providers that a call can come from. */
export type ProviderName<A extends AnyAdapter> = Leaf<A> extends { readonly name: infer N extends string } ? N : string;

type OptionsOf<L, V extends VerbName> =
  L extends Adapter<infer N, unknown, infer O> ? (V extends keyof O ? { readonly [K in N]?: O[V] } : object) : object;

type Intersection<U> = (U extends unknown ? (value: U) => void : never) extends (value: infer I) => void ? I : never;

/**
 * The options of one verb that only one provider has, by the provider's name: `{ graph: {…}, acs: {…} }`.
 * Those of the adapter in use are typed and checked; those of other providers are allowed and ignored,
 * so that a switch by configuration changes no call site.
 */
export type ProviderOptions<A extends AnyAdapter, V extends VerbName> =
  string extends ProviderName<A>
    ? Readonly<Record<string, object | undefined>>
    : Intersection<Leaf<A> extends infer L ? (L extends unknown ? OptionsOf<L, V> : never) : never> &
        Readonly<Record<string, object | undefined>>;
