/** How often everything is played. */
export interface Rounds {
  /** Not counted. */
  readonly warmUp: number;
  readonly counted: number;
}

/** A side of a comparison: `play` is one round of it. */
export interface Contender<T> {
  readonly name: string;
  play(): Promise<T>;
}

/**
 * Plays the contenders by turns, never two at once, and every other time in the opposite order: what the machine does
 * meanwhile hits all of them alike. Yields what each round gave, by name.
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
