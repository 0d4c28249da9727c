import type { Adapter } from "./adapter.js";

/** Environment variables by name, such as `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What a package exports as `trunklineAdapter`, so that a configuration can choose its adapter by the name of the package:
 * `export const trunklineAdapter = { fromEnvironment, create: myLine } satisfies AdapterPackage`.
 */
export interface AdapterPackage<A extends Adapter = Adapter> {
  /**
   * The adapter's options as environment variables give them: an absent variable is an absent option, and one that cannot be read is passed on as
   * it is, so that `create` names everything that is missing or wrong at once. Blanks and quotes around values are dropped before. Pure.
   */
  fromEnvironment(env: Environment): unknown;
  /**
   * Makes the adapter: what `defineAdapter` returns. It checks the options, whoever gave them. Method syntax on purpose: the options have a type
   * of their own.
   * @throws CallingError `invalid-request` that names every option that is missing or wrong, with its variable.
   */
  create(options: unknown): A;
  /** What a bot with these variables cannot do although it starts, a sentence each, for `trunkline check`. Absent: nothing is known. Pure. */
  gaps?(env: Environment): readonly string[];
}

/**
 * The packages whose types a configuration knows, by name. A package adds itself, and its options and client are typed wherever a
 * configuration names it: `declare module "@trunkline/core" { interface AdapterPackages { "@acme/line": typeof trunklineAdapter } }`.
 */
// biome-ignore lint/suspicious/noEmptyInterface: packages add themselves to it.
export interface AdapterPackages {}
