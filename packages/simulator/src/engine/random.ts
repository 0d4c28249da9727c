/** Seeded randomness: the same seed gives the same ids and the same faults. */
export interface Random {
  /** A number from 0 up to, not including, 1. */
  next(): number;
  /** A GUID in lower case, version 4 in form. */
  id(): string;
}

/** mulberry32: small, fast, good enough for ids and dice; not for secrets. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const hex = (digits: number): string => {
    let text = "";
    for (let i = 0; i < digits; i++) text += Math.floor(next() * 16).toString(16);
    return text;
  };
  const variant = (): string => "89ab".charAt(Math.floor(next() * 4));
  return { next, id: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${variant()}${hex(3)}-${hex(12)}` };
}
