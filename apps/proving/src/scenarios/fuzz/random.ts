/** Chance that can be repeated. */
export interface Random {
  /** A number from 0 up to 1. */
  next(): number;
  /** A whole number from 0 up to `below`. */
  below(below: number): number;
  /** One of them. */
  pick<T>(list: readonly [T, ...T[]]): T;
  /** True so often. */
  chance(of: number): boolean;
}

/** Mulberry32: a 32-bit state, good enough for choosing, the same on every machine. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (most: number) => Math.floor(next() * most);
  return {
    next,
    below,
    pick: (list) => list[below(list.length)] ?? list[0],
    chance: (of) => next() < of,
  };
}
