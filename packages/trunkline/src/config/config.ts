import type { AcsOptions, trunklineAdapter as acsPackage } from "@trunkline/acs";
import type { Adapter, AdapterPackages, Calling, CallingOptions, Environment } from "@trunkline/core";
import type { GraphOptions, trunklineAdapter as graphPackage } from "@trunkline/graph";
import type { RedisConfig } from "./redis-config.js";

/** The packages of providers that the compiler knows: ours by their short names, and those that add themselves to `AdapterPackages`. */
interface KnownPackages extends AdapterPackages {
  readonly graph: typeof graphPackage;
  readonly acs: typeof acsPackage;
}

/** The name of a provider that the compiler knows. */
export type Provider = keyof KnownPackages & string;

/** The name of any other package, where it can be told from a misspelled provider: with a scope, or a path to a module. */
export type PackageName = `@${string}/${string}` | `./${string}` | `../${string}` | `/${string}` | `file:${string}`;

/** The adapter of a provider: its own type where the compiler knows it. */
export type ConfiguredAdapter<P extends string> = P extends Provider ? ReturnType<KnownPackages[P]["create"]> : Adapter;

/** The options of a provider: their own type where the compiler knows it. */
export type ConfiguredOptions<P extends string> = P extends Provider
  ? Parameters<KnownPackages[P]["create"]>[0]
  : object;

/** The provider, and its options. Options may be given for several: only those of the chosen one must be valid. */
export interface TrunklineConfig<D = unknown, P extends Provider | PackageName = Provider>
  extends Omit<CallingOptions<ConfiguredAdapter<P>, D>, "adapter"> {
  /**
   * The provider in use: `"graph"`, `"acs"`, or the name of a package that exports a `trunklineAdapter`, such as `"@acme/line"`. A path
   * (`"./line.js"`) is one from the working directory.
   */
  readonly provider: P;
  readonly graph?: GraphOptions | undefined;
  readonly acs?: AcsOptions | undefined;
  /** The options of a provider that is chosen by the name of its package. */
  readonly options?: ConfiguredOptions<P> | undefined;
  /** Where the chosen provider reads its options if they are not given: environment variables, without blanks and quotes around the values. */
  readonly environment?: Environment | undefined;
  /** The address of a simulator, `http://127.0.0.1:4010`. It provides the options of `graph` and `acs`, which take precedence over all others. */
  readonly simulator?: string | undefined;
  /** Keeps calls in this Redis, for several instances; needs `secret`. Replaces `store`. */
  readonly redis?: RedisConfig | undefined;
}

/**
 * A calling interface whose provider was chosen by configuration. When the compiler knows the provider (`P`), `adapter.client` is that vendor's
 * client; otherwise check `adapter.name` first.
 */
export type ConfiguredCalling<D = unknown, P extends Provider | PackageName = Provider> = Calling<
  ConfiguredAdapter<P>,
  D
>;
