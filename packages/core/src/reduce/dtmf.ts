import type { DtmfSignal } from "../adapter/signal.js";
import { onCollectTone } from "../collect/on-tone.js";
import type { HeldTone } from "../record/call-record.js";
import { type Turn, timerNames } from "./turn.js";

/** How long a tone that came too early waits for the one before it. */
const gapMs = 300;

/** A key was pressed. Tones are told in the order in which they were pressed, each once. */
export function onDtmf(turn: Turn, signal: DtmfSignal): void {
  if (turn.record.state === "disconnected") return;
  const { sequence } = signal;
  const raw = signal.raw === undefined ? {} : { raw: signal.raw };
  const tone: HeldTone = { sequence: sequence ?? 0, tone: signal.tone, id: signal.id, at: signal.at, ...raw };
  const next = turn.record.nextTone;
  if (sequence === undefined) return tellTone(turn, tone);
  // Late beyond the wait: it was given up, and telling it now would tell a wrong order.
  if (next !== undefined && sequence < next) return;
  if (turn.record.heldTones.some((held) => held.sequence === sequence)) return;
  const waited = waitsFor(turn);
  turn.set({ heldTones: [...turn.record.heldTones, tone].sort((a, b) => a.sequence - b.sequence) });
  release(turn, waited);
}

/** The wait is over: what is missing stays missing. */
export function onToneGap(turn: Turn): void {
  const first = turn.record.heldTones[0];
  if (!first) return;
  turn.set({ nextTone: first.sequence });
  release(turn);
}

/** Nothing that is missing will come any more: what waits for it is told, in order. */
export function tellHeldTones(turn: Turn): void {
  while (turn.record.heldTones.length > 0) onToneGap(turn);
}

/** The sequence number of the tone that is waited for, if one is. */
function waitsFor({ record }: Turn): number | undefined {
  return record.heldTones.length === 0 ? undefined : nextOf(record.nextTone, record.heldTones);
}

/**
 * Tells the tones that are next in order, and waits a moment for what is missing: from the first that came without it, not from the last.
 * @param waited the tone that has been waited for already.
 */
function release(turn: Turn, waited?: number): void {
  for (;;) {
    const [first, ...rest] = turn.record.heldTones;
    if (!first) return turn.timer(timerNames.tones, null);
    const next = nextOf(turn.record.nextTone, turn.record.heldTones);
    if (first.sequence > next) return next === waited ? undefined : turn.timer(timerNames.tones, gapMs);
    turn.set({ heldTones: rest, nextTone: first.sequence + 1 });
    tellTone(turn, first);
  }
}

/** Which tone is to be told next. */
function nextOf(next: number | undefined, held: readonly HeldTone[]): number {
  return next ?? firstSequence(held[0]?.sequence ?? 0);
}

/** Both clouds count a call's tones from 1 (observed; some callbacks count from 0): a later first one has others before it. */
function firstSequence(sequence: number): number {
  return sequence === 0 ? 0 : 1;
}

function tellTone(turn: Turn, tone: HeldTone): void {
  const secret = turn.record.collect?.secret ?? false;
  const raw = tone.raw === undefined || secret ? {} : { raw: tone.raw };
  const origin = { id: tone.id, at: tone.at, source: "event", ...raw } as const;
  turn.tell({ type: "dtmf-received", tone: tone.tone, secret }, origin);
  onCollectTone(turn, tone.tone, origin);
}
