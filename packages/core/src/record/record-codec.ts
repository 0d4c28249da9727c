import type { Signal } from "../adapter/signal.js";
import type { VerbInputs } from "../adapter/verb-inputs.js";
import type { VerbName } from "../adapter/verb-name.js";
import { CallingError } from "../errors/calling-error.js";
import type { Json } from "../json/json.js";
import type { Intent, Receipt } from "../remote/intent.js";
import type { TraceParent } from "../telemetry/trace-parent.js";
import { type CallRecord, recordVersion } from "./call-record.js";
import type { RequestRecord } from "./operation-record.js";

/** Between core's types and what a store keeps. Both are JSON, and only core writes what core reads. */
export function encodeRecord(record: CallRecord): Json {
  const stored: object = record;
  return stored as Json;
}

export function decodeRecord(stored: Json): CallRecord {
  if (typeof stored === "object" && stored !== null && "v" in stored && stored.v === recordVersion)
    return stored as unknown as CallRecord;
  throw new CallingError(
    "store-unavailable",
    "the store holds a call in a form that this version of the library does not read",
    {
      hint: "Let the instances of the other version drain, or give this one a store of its own.",
    },
  );
}

/** @param trace the span of the callback that brought it, where there is one. */
export function encodeSignal(signal: Signal, trace?: TraceParent): Json {
  const stored: object = trace === undefined ? signal : { ...signal, trace };
  return stored as Json;
}

export function encodeIntent(intent: Intent | Receipt): Json {
  const stored: object = intent;
  return stored as Json;
}

/** A signal, and the span of the callback that brought it. */
export type Arrived<S extends Signal = Signal> = S & { readonly trace?: TraceParent };

/** What waits in a call's inbox: what the provider told, or what another instance wants done or has read. */
export function decodeEntry(stored: Json): Arrived | Intent | Receipt {
  return stored as unknown as Arrived | Intent | Receipt;
}

export function encodeRequest<V extends VerbName>(input: VerbInputs[V], own: unknown): RequestRecord {
  const stored: object = { input, own };
  return stored as RequestRecord;
}

/** The input of a verb, as `encodeRequest` was given it. */
export function decodeInput<V extends VerbName>(_verb: V, { input }: RequestRecord): VerbInputs[V] {
  return input as unknown as VerbInputs[V];
}
