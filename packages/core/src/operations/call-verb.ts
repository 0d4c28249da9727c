import type { CallActor } from "../actor/call-actor.js";
import type { Json } from "../base/json.js";
import { createOperation, type Operation } from "../interface/operation.js";
import type { CallRecord } from "../record/call-record.js";
import type { Done } from "../words/inputs-and-results.js";
import { type GivenOptions, type KnownCall, nameError, type VerbFacts } from "./check-verb.js";

/** What the bot gave, read. The input is JSON: it can travel to the instance that has the call. */
export interface Given<I> {
  readonly input: I;
  readonly options: GivenOptions;
}

/** A verb to be carried out. */
export interface Task<I> extends Given<I> {
  /** The operation's id. */
  readonly id: string;
  /** Another instance asked for it, by a command of the same id. */
  readonly forCommand?: boolean;
}

/** What a verb means on an instance that has sent it to the one that has the call. */
export interface Elsewhere<T> {
  /** How long the sender waits before the outcome counts as unknown, ms. A `timeoutMs` of the bot's, and a grace, replace it. `undefined`: for ever. */
  readonly patienceMs: number | undefined;
  /** What it yields when the call is over and no outcome was written; `undefined`: it failed, because the call is over. */
  readonly whenEnded?: (record: CallRecord) => T | undefined;
  /** There are keys in its outcome: it is dropped from the record as soon as it was read. */
  readonly bearsKeys?: boolean;
}

/**
 * A verb of a call, on whichever instance the call is held.
 * @typeParam A what the bot gives. @typeParam I the same, read. @typeParam T what it yields.
 */
export interface CallVerb<A extends readonly unknown[], I, T, N extends string = string> extends VerbFacts<N> {
  /** Reads what the bot gave, against the limits of the adapter and what is known of the call. Pure. @throws CallingError. */
  readonly read: (call: KnownCall, ...given: A) => Given<I>;
  /** Refuses what the provider would not be asked for, as its instance does before it sends anything. Pure. @throws CallingError. */
  readonly check: (call: KnownCall, given: Given<I>) => void;
  /** Plans it and carries it out, on the instance that has the call. */
  readonly perform: (actor: CallActor, task: Task<I>) => Operation<T>;
  /** Reads what it yielded, as another instance wrote it. */
  readonly readResult: (value: Json) => T;
  readonly elsewhere: Elsewhere<T>;
}

/** Defines a verb of a call, typed by its functions. */
export function callVerb<A extends readonly unknown[], I, T, const N extends string>(
  definition: CallVerb<A, I, T, N>,
): CallVerb<A, I, T, N> {
  return definition;
}

/** Makes an operation. What making it throws is the operation's failure: verbs do not throw. */
export function attempt<T>(
  call: Pick<KnownCall, "adapter" | "ref">,
  id: string,
  verb: string,
  make: () => Operation<T>,
): Operation<T> {
  try {
    return make();
  } catch (error) {
    return createOperation<T>(
      id,
      (controls) => controls.fail(nameError(error, call, verb)),
      async () => {},
    );
  }
}

/** The warnings in what a verb yielded. */
export function readDone(value: Json): Done {
  const warnings = fieldOf(value, "warnings");
  return { warnings: Array.isArray(warnings) ? warnings.map(String) : [] };
}

/** A member of what a verb yielded. */
export function fieldOf(value: Json, name: string): unknown {
  return Object.entries(value ?? {}).find(([key]) => key === name)?.[1];
}
