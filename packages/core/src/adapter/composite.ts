import type { JoinTarget } from "../words/join-target.js";
import type { Party } from "../words/party.js";
import type { Adapter } from "./adapter.js";

/** The members of a composite by name. Refs of calls carry the name, so it never changes; positions could not name them. */
export type Members = Readonly<Record<string, Adapter>>;

/** What is about to be opened, for choosing a member. */
export type Opening =
  | { readonly verb: "create"; readonly to: readonly Party[] }
  | { readonly verb: "join"; readonly target: JoinTarget };

/** Several adapters behind one calling interface. Made by `failover` and `route`. */
export interface Composite<N extends string = string, M extends Members = Members> {
  readonly contract: 1;
  readonly name: N;
  readonly members: M;
  /** The members' clients by name. */
  readonly client: { readonly [K in keyof M]: M[K]["client"] };
  /** The members to try for a new call, the first choice first. */
  choose(opening: Opening): readonly string[];
}

/** What `createCalling` takes. */
export type AnyAdapter = Adapter | Composite;

/** Tells a composite from a single adapter. */
export function isComposite(adapter: AnyAdapter): adapter is Composite {
  return "members" in adapter;
}
