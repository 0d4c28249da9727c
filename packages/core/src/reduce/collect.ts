import type { CallRecord, CollectRecord } from "../record/call-record.js";
import { withOutcome } from "../record/command.js";
import type { OperationOutcome } from "../record/happening.js";
import type { CollectResult } from "../words/inputs-and-results.js";
import type { Tone } from "../words/tone.js";
import { finishOperation } from "./finish-operation.js";
import { stopRows } from "./prompt-row.js";
import { type Cause, type Turn, timerNames } from "./turn.js";

/** Begins to collect keys. Keys pressed before do not count. */
export function beginCollect(turn: Turn, collect: Omit<CollectRecord, "phase" | "tones">): void {
  const prompting = collect.promptOperation !== undefined;
  turn.set({ collect: { ...collect, phase: prompting ? "prompting" : "listening", tones: "" } });
  if (!prompting) turn.timer(timerNames.collect, collect.firstToneMs);
}

/** How a prompt ended. */
export type PromptEnd = Pick<OperationOutcome, "outcome" | "result" | "hint" | "error">;

/**
 * The prompt of the collection has ended, and the wait for the first key begins. A prompt that could not be played fails the collection.
 * One that the provider canceled unasked counts as played: providers do that when the caller hangs up.
 */
export function onPromptEnded(turn: Turn, ended: PromptEnd, cause: Cause): void {
  const { collect } = turn.record;
  if (collect?.phase !== "prompting") return;
  if (ended.outcome === "failed") return failCollect(turn, ended, cause);
  const { promptOperation: _, ...listening } = collect;
  turn.set({ collect: { ...listening, phase: "listening" } });
  turn.timer(timerNames.collect, collect.firstToneMs);
}

/** The collection has failed, and no keys are known of it. */
export function failCollect(turn: Turn, { result, hint, error }: Omit<PromptEnd, "outcome">, cause: Cause): void {
  const { collect, outcomes } = turn.record;
  if (!collect) return;
  const { operation: id, forCommand } = collect;
  turn.set({ collect: undefined });
  // Whichever of its steps failed, the bot has asked for the collection.
  const named = error && error.verb !== "collectDtmf" ? { ...error, verb: "collectDtmf" } : error;
  // The instance that carried out the command may be gone. Where it is not, it writes what the provider's result means.
  if (forCommand && named) turn.set({ outcomes: withOutcome(outcomes, { id, error: named }) });
  const why = {
    ...(result ? { result } : {}),
    ...(hint === undefined ? {} : { hint }),
    ...(named ? { error: named } : {}),
  };
  finishOperation(turn, id, { outcome: "failed", ...why }, cause);
}

/** The prompt of the collection is stopped, with those that would follow it. */
export function stopPrompt(turn: Turn): void {
  stopRows(turn);
  turn.perform("cancel-media");
}

/** A key for the collection under way, if there is one. */
export function onCollectTone(turn: Turn, tone: Tone, cause: Cause): void {
  const { collect } = turn.record;
  if (!collect) return;
  if (collect.phase === "native") return noteTone(turn, collect, tone);
  if (collect.phase === "prompting") {
    if (!collect.bargeIn) return;
    stopPrompt(turn);
  }
  const { promptOperation: _, ...listening } = collect;
  if (collect.stopOn.includes(tone)) {
    turn.set({ collect: { ...listening, phase: "listening" } });
    return finishCollect(turn, "stop-tone", cause);
  }
  const tones = collect.tones + tone;
  turn.set({ collect: { ...listening, phase: "listening", tones } });
  if (collect.max !== undefined && tones.length >= collect.max) return finishCollect(turn, "max", cause);
  turn.timer(timerNames.collect, collect.interToneMs);
}

/** The provider counts the keys of a native collection. They are noted in case it ends without its report, since the caller hangs up, say. */
function noteTone(turn: Turn, collect: CollectRecord, tone: Tone): void {
  if (collect.bargeIn && !collect.stopOn.includes(tone))
    turn.set({ collect: { ...collect, tones: collect.tones + tone } });
}

/** The caller took too long to press the next key. */
export function onCollectTimer(turn: Turn): void {
  const { collect } = turn.record;
  if (collect?.phase !== "listening") return;
  finishCollect(turn, collect.tones === "" ? "no-input" : "inter-tone-timeout", turn.own());
}

/**
 * How many results of collections with a key are kept. A bot that makes up a new key for each turn of its menu must not fill the record.
 */
const mostKept = 100;

/** The collection is over. */
export function finishCollect(turn: Turn, endedBy: CollectResult["endedBy"], cause: Cause): void {
  const { collect, collected } = turn.record;
  if (!collect) return;
  const result: CollectResult = { tones: collect.tones, endedBy };
  turn.set({
    collect: undefined,
    collected: collect.key === undefined ? collected : keep(collected, collect.key, result),
  });
  if (collect.forCommand)
    turn.set({ outcomes: withOutcome(turn.record.outcomes, { id: collect.operation, value: { ...result } }) });
  turn.timer(timerNames.collect, null);
  finishOperation(turn, collect.operation, { outcome: "completed", value: { ...result } }, cause);
}

function keep(collected: CallRecord["collected"], key: string, result: CollectResult): CallRecord["collected"] {
  return Object.fromEntries([...Object.entries(collected), [key, result] as const].slice(-mostKept));
}
