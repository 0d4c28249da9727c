import type { Signal } from "../adapter/signal.js";
import type { VerbInputs } from "../adapter/verb-inputs.js";
import type { VerbName } from "../adapter/verb-name.js";
import { CallingError } from "../errors/calling-error.js";
import { asJson } from "../json/as-json.js";
import type { Json } from "../json/json.js";
import type { Intent, Receipt } from "../remote/intent.js";
import type { CallRecord } from "./call-record.js";
import type { RequestRecord } from "./operation-record.js";

/**
 * Between core's types and what a store keeps. Both are JSON, and only core writes what core reads;
 * a record of another version of this library is told by its version, not by its shape.
 */
const version = 1;

export function encodeRecord(record: CallRecord): Json {
  const stored: object = { v: version, ...record };
  return stored as Json;
}

export function decodeRecord(stored: Json): CallRecord {
  if (typeof stored === "object" && stored !== null && "v" in stored && stored.v === version)
    return stored as unknown as CallRecord;
  throw new CallingError(
    "store-unavailable",
    "the store holds a call in a form that this version of the library does not read",
    {
      hint: "Let the instances of the other version drain, or give this one a store of its own.",
    },
  );
}

export function encodeSignal(signal: Signal): Json {
  const stored: object = signal;
  return stored as Json;
}

export function encodeIntent(intent: Intent | Receipt): Json {
  const stored: object = intent;
  return stored as Json;
}

/** What waits in a call's inbox: what the provider told, or what another instance wants done or has read. */
export function decodeEntry(stored: Json): Signal | Intent | Receipt {
  return stored as unknown as Signal | Intent | Receipt;
}

export function encodeRequest<V extends VerbName>(
  input: VerbInputs[V],
  own: unknown,
  firstSentAt: number,
): RequestRecord {
  return { input: asJson(input), firstSentAt, ...(own === undefined ? {} : { own: asJson(own) }) };
}

/** The input of a verb, as `encodeRequest` was given it. */
export function decodeInput<V extends VerbName>(_verb: V, { input }: RequestRecord): VerbInputs[V] {
  return input as unknown as VerbInputs[V];
}
