import type { OperationSignal } from "../adapter/signal.js";
import { finishOperation } from "./finish-operation.js";
import { type Origin, type Turn, timerNames } from "./turn.js";

/**
 * The prompt of the collection came to its end: now the first tone is waited for. A prompt that could not be played fails the
 * collection. One that the provider canceled of its own accord is over, no more: it does so when the other side hangs up.
 */
export function onPromptEnded(
  turn: Turn,
  signal: Pick<OperationSignal, "outcome" | "result" | "hint">,
  origin: Origin,
): void {
  const { collect } = turn.record;
  if (collect?.phase !== "prompting") return;
  if (signal.outcome === "failed") {
    turn.set({ collect: undefined });
    const { result, hint } = signal;
    const why = { ...(result ? { result } : {}), ...(hint === undefined ? {} : { hint }) };
    return finishOperation(turn, collect.operation, { outcome: "failed", ...why }, origin);
  }
  const { promptOperation: _, ...listening } = collect;
  turn.set({ collect: { ...listening, phase: "listening" } });
  turn.timer(timerNames.collect, collect.firstToneMs);
}
