/**
 * How far an instance's clock and a provider's may differ, ms. Within it tokens are accepted, and the arrival of a callback counts rather than
 * the time written in it. Five minutes, as most verifiers of tokens allow.
 */
export const clockToleranceMs = 300_000;

/** Something was refused for its time alone. As the `cause` of an error it shows core that a clock is to blame. */
export class ClockDifference extends Error {
  override readonly name = "ClockDifference";
  /** How far this machine's clock is ahead of the provider's at the least, ms; negative if it is behind. */
  readonly aheadMs: number;

  constructor(aheadMs: number) {
    const [amount, old] = [durationText(Math.abs(aheadMs)), ", or what arrived is that old"];
    super(
      aheadMs < 0
        ? `this machine's clock is ${amount} behind the provider's`
        : `this machine's clock is ${amount} ahead of the provider's${old}`,
    );
    this.aheadMs = aheadMs;
  }
}

const units = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", 1000],
] as const;

/** `"1 h 5 min"`: the two largest units. */
function durationText(ms: number): string {
  let left = ms;
  const parts = units.map(([unit, size]) => {
    const count = Math.floor(left / size);
    left -= count * size;
    return { unit, count };
  });
  const from = parts.findIndex(({ count }) => count > 0);
  if (from < 0) return "less than 1 s";
  return parts
    .slice(from, from + 2)
    .filter(({ count }) => count > 0)
    .map(({ unit, count }) => `${count} ${unit}`)
    .join(" ");
}
