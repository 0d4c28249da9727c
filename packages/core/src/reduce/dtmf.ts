import type { DtmfSignal } from "../adapter/signal.js";
import type { HeldTone } from "../record/call-record.js";
import { onCollectTone } from "./collect.js";
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
  const { heldTones } = turn.record;
  const at = placeOf(heldTones, sequence);
  if (heldTones[at]?.sequence === sequence) return;
  const waited = waitsFor(turn);
  turn.set({ heldTones: heldTones.toSpliced(at, 0, tone) });
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
  const { heldTones } = turn.record;
  const next = nextOf(turn.record.nextTone, heldTones);
  const ready = heldTones.findIndex(({ sequence }, index) => sequence > next + index);
  const inOrder = ready < 0 ? heldTones : heldTones.slice(0, ready);
  if (inOrder.length > 0) turn.set({ heldTones: heldTones.slice(inOrder.length), nextTone: next + inOrder.length });
  for (const tone of inOrder) tellTone(turn, tone);
  if (turn.record.heldTones.length === 0) return turn.timer(timerNames.tones, null);
  if (inOrder.length > 0 || next !== waited) turn.timer(timerNames.tones, gapMs);
}

/** Where a tone belongs among those that are held, which are in order. By halves: there may be thousands. */
function placeOf(held: readonly HeldTone[], sequence: number): number {
  let [from, to] = [0, held.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((held[middle]?.sequence ?? 0) < sequence) from = middle + 1;
    else to = middle;
  }
  return from;
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
