/** How many times everything is played. */
export interface Rounds {
  /** Rounds that are not counted. */
  readonly warmUp: number;
  readonly counted: number;
}

/** One side of a comparison: `play` is one round of it. */
export interface Contender<T> {
  readonly name: string;
  play(): Promise<T>;
}

/**
 * Plays the contenders in turn, never two at once, and in the opposite order every other time: whatever the machine does
 * in the meantime affects all of them alike. Resolves to the results of the rounds, by name.
 */
export async function playRounds<T>(
  contenders: readonly Contender<T>[],
  rounds: Rounds,
): Promise<ReadonlyMap<string, readonly T[]>> {
  const played = new Map<string, T[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds.warmUp + rounds.counted; round++) {
    for (const { name, play } of round % 2 === 0 ? contenders : contenders.toReversed()) {
      const result = await play();
      if (round >= rounds.warmUp) played.get(name)?.push(result);
    }
  }
  return played;
}

/** The distribution of values from several rounds: the median, and the middle half. */
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
 * The distribution of the quotients of each round's values. A slowdown of the machine affects both sides of a round, so it cancels
 * here, and would not in a quotient of medians.
 */
export function ratioOf(values: readonly number[], others: readonly number[]): Spread {
  if (values.length !== others.length) throw new RangeError("both sides need the same rounds");
  return spreadOf(values.map((value, round) => value / (others[round] ?? Number.NaN)));
}

/** The value below which a share of the sorted values lies, interpolated. */
export function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? below;
  return below + (above - below) * (at - Math.floor(at));
}
