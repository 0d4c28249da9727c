import type { PressedTone, UnnumberedTone } from "../record/call-record.js";
import { emitTone } from "./emit-tone.js";
import { type Turn, timerNames } from "./turn.js";

/**
 * A tone without a number. Where the provider says how late it may arrive after a younger one (`limits.tonesLateByMs`), it waits that long for
 * older ones. Of two with the same time the one that arrived first was pressed first.
 */
export function onUnnumberedTone(turn: Turn, tone: PressedTone): void {
  const { tonesLateByMs } = turn.rules.adapter.limits;
  if (tonesLateByMs === undefined) return emitTone(turn, tone);
  const waiting = waitingIn(turn);
  const place = waiting.findLastIndex(({ at }) => at <= tone.at) + 1;
  const held = { ...tone, untilMs: turn.rules.now + tonesLateByMs };
  turn.set({ unnumberedTones: waiting.toSpliced(place, 0, held) });
  if (waiting.length === 0) turn.timer(timerNames.unnumberedTones, tonesLateByMs);
}

/**
 * The wait of one tone is over, if not of several. All that were pressed before it are released with it, because none can come between them any more.
 * The one that has waited longest is due whatever the clock says, since the clocks of instances differ.
 */
export function onUnnumberedWait(turn: Turn): void {
  const waiting = waitingIn(turn);
  const dueMs = Math.max(turn.rules.now, soonestOf(waiting));
  const left = release(turn, waiting.findLastIndex(({ untilMs }) => untilMs <= dueMs) + 1);
  if (left.length > 0) turn.timer(timerNames.unnumberedTones, soonestOf(left) - turn.rules.now);
}

/** No more tones will come: those that wait are released, in order. */
export function emitUnnumberedTones(turn: Turn): void {
  const { length } = waitingIn(turn);
  if (length === 0) return;
  release(turn, length);
  turn.timer(timerNames.unnumberedTones, null);
}

/** Releases the oldest tones, so many of them. @returns those that are left. */
function release(turn: Turn, count: number): readonly UnnumberedTone[] {
  const waiting = waitingIn(turn);
  const left = waiting.slice(count);
  turn.set({ unnumberedTones: left.length > 0 ? left : undefined });
  for (const tone of waiting.slice(0, count)) emitTone(turn, tone);
  return left;
}

function waitingIn({ record }: Turn): readonly UnnumberedTone[] {
  return record.unnumberedTones ?? [];
}

/** When the first wait is over, ms since 1970. */
function soonestOf(waiting: readonly UnnumberedTone[]): number {
  return Math.min(...waiting.map(({ untilMs }) => untilMs));
}
