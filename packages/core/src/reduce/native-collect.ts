import type { CollectSignal } from "../adapter/signal.js";
import type { CallRecord, CollectRecord } from "../record/call-record.js";
import type { OperationOutcome } from "../record/happening.js";
import { type OperationRecord, operationOf, withChanged } from "../record/operation-record.js";
import { decodeInput } from "../record/record-codec.js";
import type { CollectResult } from "../words/inputs-and-results.js";
import type { Tone } from "../words/tone.js";
import { failCollect, finishCollect } from "./collect.js";
import { findOperation } from "./finish-operation.js";
import { type Cause, type Turn, timerNames } from "./turn.js";

/** The provider is asked to collect. @param hears whether keys count from the beginning: no prompt keeps them from it. */
export function beginNative(turn: Turn, collect: Omit<CollectRecord, "phase" | "tones">, hears: boolean): void {
  turn.set({ collect: { ...collect, bargeIn: hears, phase: "native", tones: "" } });
}

/** The native collection that a signal is about; `undefined` if it is over, or none was asked for. */
export function collectionOf(
  record: CallRecord,
  { operationId, providerOperationId }: Pick<CollectSignal, "operationId" | "providerOperationId">,
): OperationRecord | undefined {
  const ids = {
    ...(operationId === undefined ? {} : { operationId }),
    ...(providerOperationId === undefined ? {} : { providerOperationId }),
  };
  const id = findOperation(record, { verb: "collectDtmf", ...ids });
  if (id === undefined || record.collect?.operation !== id) return undefined;
  const operation = operationOf(record.operations, id);
  return operation?.request ? operation : undefined;
}

/** The provider has collected. What it reports counts, whether or not keys were reported one by one as well. */
export function onCollected(turn: Turn, signal: CollectSignal, cause: Cause): void {
  const { collect } = turn.record;
  if (!collect || !collectionOf(turn.record, signal)) return;
  const { tones, endedBy } = readReport(collect, signal);
  turn.set({ collect: { ...collect, tones: tones.join("") } });
  finishCollect(turn, endedBy, causeFor(collect, cause));
}

/** The wire's own form of a report has the keys, which may be a secret. */
function causeFor({ secret }: CollectRecord, { raw, ...cause }: Cause): Cause {
  return raw === undefined || secret ? cause : { ...cause, raw };
}

/** What a report says, in the words of a result. No key before the last is a stop key, or it would have ended there. */
function readReport(
  { stopOn, max = Number.POSITIVE_INFINITY }: CollectRecord,
  { tones, endedBy }: CollectSignal,
): { readonly tones: readonly Tone[]; readonly endedBy: CollectResult["endedBy"] } {
  const last = tones.at(-1);
  const stopped = last !== undefined && stopOn.includes(last);
  const counted = stopped ? tones.slice(0, -1) : tones;
  if (endedBy === "canceled" || endedBy === "call-ended") return { tones: counted, endedBy };
  if (stopped) return { tones: counted, endedBy: "stop-tone" };
  if (counted.length >= max) return { tones: counted, endedBy: "max" };
  if (endedBy === "keys") return { tones: counted, endedBy: "stop-tone" };
  return { tones: counted, endedBy: counted.length === 0 ? "no-input" : "inter-tone-timeout" };
}

/** A native collection has ended without a report of its keys. `completed` alone does not say which they are: the report is still to come. */
export function onCollectEnded(turn: Turn, ended: Omit<OperationOutcome, "warnings">, cause: Cause): void {
  const { collect } = turn.record;
  if (!collect || ended.outcome === "completed") return;
  if (ended.outcome === "canceled") return finishCollect(turn, "canceled", causeFor(collect, cause));
  failCollect(turn, ended, causeFor(collect, cause));
}

/** A canceled collection ends after this, ms, whatever becomes of the request to stop it. */
const giveUpMs = 15_000;

/** The bot wants no more keys, and the provider reports those so far once it has stopped. One that is still on its way there is stopped later: see `onAnswer`. */
export function stopNative(turn: Turn, id: string): void {
  turn.set({ operations: withChanged(turn.record.operations, id, { stopping: true }) });
  turn.timer(timerNames.operation(id), giveUpMs);
}

/** The same, and the provider is asked to stop. */
export function cancelNative(turn: Turn, id: string): void {
  if (operationOf(turn.record.operations, id)?.stopping) return;
  stopNative(turn, id);
  if (nativeUnderWay(turn.record)) turn.perform("cancel-media");
}

/** The native collection that the provider has begun. */
export function nativeUnderWay({ collect, operations }: CallRecord): OperationRecord | undefined {
  const operation = collect?.phase === "native" ? operationOf(operations, collect.operation) : undefined;
  return operation?.accepted ? operation : undefined;
}

/**
 * The instance that asked for a native collection is gone, and may have asked or not. Where keys are reported one by one, they are waited for here; if
 * the provider was asked, its report counts all the same. @returns whether keys are reported.
 */
export function listenInstead(turn: Turn, operation: OperationRecord): boolean {
  const { record, rules } = turn;
  const { collect } = record;
  if (collect?.phase !== "native" || collect.operation !== operation.id || !operation.request) return false;
  if (!record.subscribed && !rules.adapter.observations.keysAlways) return false;
  const { prompts } = decodeInput("collectDtmf", operation.request);
  const unheard = prompts.length > 0 ? { unheard: true } : {};
  turn.set({
    collect: { ...collect, ...unheard, phase: "listening" },
    operations: withChanged(record.operations, operation.id, { accepted: true }),
  });
  turn.timer(timerNames.operation(operation.id), null);
  turn.timer(timerNames.collect, collect.tones === "" ? collect.firstToneMs : collect.interToneMs);
  return true;
}
