import type { JoinTarget } from "../words/inputs-and-results.js";
import type { Party } from "../words/party.js";
import type { Adapter } from "./adapter.js";
import type { VerbName } from "./verb-inputs.js";

/** The members of a composite by name. Refs of calls carry the name, so it never changes; positions could not name them. */
export type Members = Readonly<Record<string, Adapter>>;

/** The call that is about to begin, for choosing a member. */
export type NewCall =
  | { readonly verb: "create"; readonly to: readonly Party[] }
  | { readonly verb: "join"; readonly target: JoinTarget };

/** Several adapters behind one calling interface. Made by `failover` and `route`. */
export interface Composite<N extends string = string, M extends Members = Members> {
  readonly contract: 2;
  readonly name: N;
  readonly members: M;
  /** The members' clients by name. */
  readonly client: { readonly [K in keyof M]: M[K]["client"] };
  /** The members to try for a new call, the first choice first. */
  choose(call: NewCall): readonly string[];
}

/** What `createCalling` takes. */
export type AnyAdapter = Adapter | Composite;

/** Whether an adapter is a composite. */
export function isComposite(adapter: AnyAdapter): adapter is Composite {
  return "members" in adapter;
}

/**
 * Tries its members in order: a new call goes to the first, and to the next when that one is down or throttles.
 * A call whose request may have been carried out is never tried again elsewhere.
 * Incoming calls come from all of them.
 */
export function failover<const M extends Members>(members: M): Composite<"failover", M> {
  const order = Object.keys(members);
  return { contract: 2, name: "failover", members, client: clientsOf(members), choose: () => order };
}

/**
 * Chooses a member for every new call by whom it is for. `to` is the first target, or `undefined` for a join.
 * Incoming calls come from all members.
 */
export function route<const M extends Members, const K extends keyof M & string>(
  members: M,
  choose: (to: Party | undefined) => K,
): Composite<"route", M> {
  return {
    contract: 2,
    name: "route",
    members,
    client: clientsOf(members),
    choose: (call) => [choose(call.verb === "create" ? call.to[0] : undefined)],
  };
}

/** The members' clients by name. */
function clientsOf<M extends Members>(members: M): Composite<string, M>["client"] {
  const clients = Object.fromEntries(Object.entries(members).map(([name, member]) => [name, member.client]));
  // Object.fromEntries forgets which name had which client; the keys and values are those of `members`.
  return clients as Composite<string, M>["client"];
}

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
