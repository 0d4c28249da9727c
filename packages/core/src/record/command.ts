import type { Json } from "../base/json.js";
import type { Accepted } from "../interface/operation.js";
import type { TraceParent } from "../telemetry/trace-parent.js";
import type { StoredError } from "./error-codec.js";

/** The options of a verb that travel with it. Aborting its signal is a command of its own. */
export interface CommandOptions {
  readonly context?: string;
  readonly timeoutMs?: number;
  readonly providerOptions?: Readonly<Record<string, object | undefined>>;
}

/** What an instance without the call wants done on it: an entry in the call's inbox, like the provider's events. */
export interface Command {
  readonly kind: "command";
  /** The operation's id on both instances. */
  readonly id: string;
  /** A name in the table of commands, which defines its input. */
  readonly verb: string;
  readonly input: unknown;
  readonly options: CommandOptions;
  /** The span in which it was asked for, if there was one. */
  readonly trace?: TraceParent | undefined;
}

/** The instance that sent a command has read its outcome, which is dropped because it may contain keys. */
export interface Ack {
  readonly kind: "ack";
  readonly of: string;
}

/** The outcome of a command, in the record of the call, for the instance that sent it. Final once it has a value or an error. */
export interface CommandOutcome {
  readonly id: string;
  /** The provider has accepted the request. */
  readonly accepted?: Accepted;
  readonly value?: Json;
  readonly error?: StoredError;
}

type Outcomes = readonly CommandOutcome[] | undefined;

/** How many outcomes are kept for the instances that wait for them. */
const kept = 16;

/** With the outcome of a command added. The end is added to the acceptance; the first end counts. */
export function withOutcome(outcomes: Outcomes, outcome: CommandOutcome): Outcomes {
  const before = outcomes?.find(({ id }) => id === outcome.id);
  return before && isOver(before) ? outcomes : withNewest(outcomes, { ...before, ...outcome });
}

/**
 * The instance that sent a command has read its outcome. It is dropped, together with anything written later, because there may be keys
 * in it.
 */
export function withoutOutcome(outcomes: Outcomes, id: string): Outcomes {
  return withNewest(outcomes, { id, value: null });
}

function withNewest(outcomes: Outcomes = [], outcome: CommandOutcome): Outcomes {
  return [...outcomes.filter(({ id }) => id !== outcome.id), outcome].slice(-kept);
}

function isOver({ value, error }: CommandOutcome): boolean {
  return value !== undefined || error !== undefined;
}
