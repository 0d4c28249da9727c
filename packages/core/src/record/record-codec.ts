import type { CallAddress } from "../adapter/callback.js";
import type { Signal } from "../adapter/signal.js";
import type { VerbInputs, VerbName } from "../adapter/verb-inputs.js";
import type { Principal } from "../adapter/webhook.js";
import type { Json } from "../base/json.js";
import type { TraceParent } from "../telemetry/trace-parent.js";
import { CallingError } from "../words/calling-error.js";
import { type StandardSchema, validate } from "../words/validate.js";
import { type CallRecord, recordVersion } from "./call-record.js";
import type { Ack, Command } from "./command.js";
import type { HeldEntry, RespondedEntry } from "./held-response.js";
import type { RequestRecord } from "./operation-record.js";

/** The other side of the call is being brought over to another call of the bot: an entry of the call's inbox. */
interface MovingEntry {
  readonly kind: "moving";
  /** Until when an end of the call means that they have gone over, ms since 1970. 0: they stay. */
  readonly until: number;
}

/** Between core's types and what a store keeps. Both are JSON, and only core writes what core reads. */
export function encodeRecord(record: CallRecord): Json {
  const stored: object = record;
  return stored as Json;
}

export function decodeRecord(stored: Json): CallRecord {
  if (typeof stored === "object" && stored !== null && "v" in stored && stored.v === recordVersion)
    return stored as unknown as CallRecord;
  throw new CallingError(
    "store-unreadable",
    "the store holds a call in a form that this version of the library does not read",
    {
      hint: "Let the instances of the other version drain, or give this one a store of its own.",
    },
  );
}

/** @param about what is known of its arrival, written only if there is something. */
export function encodeSignal(signal: Addressed, about: Arrival): Json {
  const more = Object.values(about).some((known) => known !== undefined);
  const stored: object = more ? { ...signal, ...about } : signal;
  return stored as Json;
}

export function encodeCommand(command: Command | Ack): Json {
  const stored: object = command;
  return stored as Json;
}

/** What is known of a signal's arrival. */
export interface Arrival {
  /** The span of the callback that brought it. */
  readonly trace?: TraceParent | undefined;
  /** When a state arrived whose time is the provider's, by the clock of the instance that received it; ms since 1970. */
  readonly arrivedAt?: number | undefined;
  /** Of an incoming call: how long it had rung by then, ms; absent if it had just begun. */
  readonly ageMs?: number | undefined;
  /** The sender, if the call was not known at arrival: whether this sender may report on it is checked later. */
  readonly sender?: Principal | undefined;
  /** The path it came to, if that is not its call's own address. */
  readonly path?: string | undefined;
}

/** A signal, and which call it is about. */
export type Addressed<S extends Signal = Signal> = S & { readonly call: CallAddress };

/** The same, and what is known of its arrival. */
export type Arrived<S extends Signal = Signal> = Addressed<S> & {
  readonly [K in keyof Arrival]: Exclude<Arrival[K], undefined>;
};

/** An instance without the call believes that a callback of the provider did not get through. */
interface AskEntry {
  readonly kind: "ask";
}

export function encodeAsk(): Json {
  return { kind: "ask" } satisfies AskEntry;
}

export function encodeMoving(until: number): Json {
  return { kind: "moving", until } satisfies MovingEntry;
}

export function encodeResponse(entry: HeldEntry | RespondedEntry): Json {
  const stored: object = entry;
  return stored as Json;
}

type InboxEntry = Arrived | Command | Ack | AskEntry | MovingEntry | HeldEntry | RespondedEntry;

/** An entry of a call's inbox: a signal of the provider, or what another instance wants done, has read or has answered. */
export function decodeEntry(stored: Json): InboxEntry {
  return stored as unknown as InboxEntry;
}

export function encodeRequest<V extends VerbName>(input: VerbInputs[V], own: unknown): RequestRecord {
  const stored: object = { input, own };
  return stored as RequestRecord;
}

/** The input of a verb, as `encodeRequest` was given it. */
export function decodeInput<V extends VerbName>(_verb: V, { input }: RequestRecord): VerbInputs[V] {
  return input as unknown as VerbInputs[V];
}

/** The bot's own data as a store keeps it. @throws CallingError `invalid-request` when it does not fit the schema, or is not JSON. */
export function encodeData(schema: StandardSchema | undefined, value: unknown): Json {
  const text = jsonOf(schema ? validate(schema, value, "data") : value);
  if (text === undefined)
    throw new CallingError("invalid-request", "data: it is not JSON", {
      hint: "Keep plain objects, lists, texts and numbers in call.data.",
    });
  return JSON.parse(text) as Json;
}

/** `undefined` for what has no JSON form: a function, a BigInt, a circular object. */
function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
