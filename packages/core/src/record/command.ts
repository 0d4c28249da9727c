import type { Json } from "../base/json.js";
import type { Accepted } from "../interface/operation.js";
import type { TraceParent } from "../telemetry/trace-parent.js";
import type { StoredError } from "./error-codec.js";

/** The options of a verb that travel with it. An abort of its signal travels as a command of its own. */
export interface CommandOptions {
  readonly context?: string;
  readonly timeoutMs?: number;
  readonly providerOptions?: Readonly<Record<string, object | undefined>>;
}

/** Something that an instance without the call wants done on it: an entry of the call, like the provider's events. */
export interface Command {
  readonly kind: "command";
  /** The operation's id on both instances. */
  readonly id: string;
  /** A name in the table of commands, which says what its input is. */
  readonly verb: string;
  readonly input: unknown;
  readonly options: CommandOptions;
  /** The span under which it was asked for, where there was one. */
  readonly trace?: TraceParent | undefined;
}

/** Says that the instance that sent a command has read its outcome: there may be keys in it, and it is needed no more. */
export interface Ack {
  readonly kind: "ack";
  readonly of: string;
}

/** What became of a command, in the record of the call, for the instance that sent it. Over when it has a value or an error. */
export interface CommandOutcome {
  readonly id: string;
  /** The provider's yes. */
  readonly accepted?: Accepted;
  readonly value?: Json;
  readonly error?: StoredError;
}
