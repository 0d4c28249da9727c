/** Where the values of several rounds lie: the one in the middle, and the middle half of them. */
export interface Spread {
  readonly median: number;
  /** A quarter of the values lie below. */
  readonly low: number;
  /** A quarter of the values lie above. */
  readonly high: number;
}

/** @throws RangeError when there are no values. */
export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) throw new RangeError("there are no values");
  const sorted = values.toSorted((a, b) => a - b);
  return { median: quantile(sorted, 0.5), low: quantile(sorted, 0.25), high: quantile(sorted, 0.75) };
}

/**
 * Of each round the one value over the other, and how those quotients lie. What slows the machine down for a while slows both
 * sides of a round, so it cancels here and would not in a quotient of medians.
 */
export function ratioOf(values: readonly number[], others: readonly number[]): Spread {
  if (values.length !== others.length) throw new RangeError("both sides need the same rounds");
  return spreadOf(values.map((value, round) => value / (others[round] ?? Number.NaN)));
}

/** The value below which a share of the sorted values lies; between two of them, in proportion. */
export function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? below;
  return below + (above - below) * (at - Math.floor(at));
}
