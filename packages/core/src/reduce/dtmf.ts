import type { DtmfSignal } from "../adapter/signal.js";
import type { HeldTone } from "../record/call-record.js";
import { emitTone } from "./emit-tone.js";
import { type Turn, timerNames } from "./turn.js";
import { emitUnnumberedTones, onUnnumberedTone } from "./unnumbered-tones.js";

/** How long a tone that came too early waits for the one before it, ms. */
export const gapMs = 300;

/** A key was pressed. Events come in the order in which the keys were pressed, one for each. */
export function onDtmf(turn: Turn, signal: DtmfSignal): void {
  if (turn.record.state === "disconnected") return;
  const { sequence } = signal;
  const raw = signal.raw === undefined ? {} : { raw: signal.raw };
  const pressed = { tone: signal.tone, id: signal.id, at: signal.at, ...raw };
  if (sequence === undefined) return onUnnumberedTone(turn, pressed);
  const tone: HeldTone = { sequence, ...pressed };
  const next = turn.record.nextTone;
  // It came after the wait for it had ended: an event now would be out of order.
  if (next !== undefined && sequence < next) return;
  const { heldTones } = turn.record;
  const at = placeOf(heldTones, sequence);
  if (heldTones[at]?.sequence === sequence) return;
  const waited = waitsFor(turn);
  turn.set({ heldTones: heldTones.toSpliced(at, 0, tone) });
  release(turn, waited);
}

/** The wait for a missing tone is over: it is skipped. */
export function onToneGap(turn: Turn): void {
  const first = turn.record.heldTones[0];
  if (!first) return;
  turn.set({ nextTone: first.sequence });
  release(turn);
}

/** Missing tones will not come any more: the tones that wait for them are released, in order. */
export function emitHeldTones(turn: Turn): void {
  while (turn.record.heldTones.length > 0) onToneGap(turn);
  emitUnnumberedTones(turn);
}

/** Whether tones that have arrived wait for others that were pressed before them. */
export function tonesWait({ record }: Pick<Turn, "record">): boolean {
  return record.heldTones.length > 0 || record.unnumberedTones !== undefined;
}

/** The sequence number of the missing tone, if tones wait for one. */
function waitsFor({ record }: Turn): number | undefined {
  return record.heldTones.length === 0 ? undefined : nextOf(record.nextTone, record.heldTones);
}

/**
 * Releases the tones that are next in order. The wait for a missing tone begins with the first tone that came ahead of it, and is not
 * extended by others.
 * @param waited the tone that is waited for already.
 */
function release(turn: Turn, waited?: number): void {
  const { heldTones } = turn.record;
  const next = nextOf(turn.record.nextTone, heldTones);
  const ready = heldTones.findIndex(({ sequence }, index) => sequence > next + index);
  const inOrder = ready < 0 ? heldTones : heldTones.slice(0, ready);
  if (inOrder.length > 0) turn.set({ heldTones: heldTones.slice(inOrder.length), nextTone: next + inOrder.length });
  for (const tone of inOrder) emitTone(turn, tone);
  if (turn.record.heldTones.length === 0) return turn.timer(timerNames.tones, null);
  if (inOrder.length > 0 || next !== waited) turn.timer(timerNames.tones, gapMs);
}

/** The place of a tone among the held ones, which are in order. Found by bisection, since there may be thousands. */
function placeOf(held: readonly HeldTone[], sequence: number): number {
  let [from, to] = [0, held.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((held[middle]?.sequence ?? 0) < sequence) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The sequence number of the next tone to release. */
function nextOf(next: number | undefined, held: readonly HeldTone[]): number {
  return next ?? firstSequence(held[0]?.sequence ?? 0);
}

/**
 * Both clouds number the tones of a call from 1 (observed; some callbacks number from 0). A first tone with a higher number has others
 * before it.
 */
function firstSequence(sequence: number): number {
  return sequence === 0 ? 0 : 1;
}
