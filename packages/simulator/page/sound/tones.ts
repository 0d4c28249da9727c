/** A signal of the exchange: frequencies in Hz, and its rhythm of on and off, ms. */
export interface Cadence {
  readonly frequencies: readonly number[];
  readonly rhythm: readonly number[];
  /** 0–1. */
  readonly loudness: number;
}

/** The North American signals, but for the bell, which is softer than a real one. */
export const cadences = {
  ringback: { frequencies: [440, 480], rhythm: [2000, 4000], loudness: 0.05 },
  "busy-tone": { frequencies: [480, 620], rhythm: [500, 500], loudness: 0.06 },
  ringing: { frequencies: [587, 880], rhythm: [320, 180, 320, 2400], loudness: 0.07 },
  "hold-music": { frequencies: [261.63, 329.63, 392], rhythm: [1800, 600], loudness: 0.03 },
} as const satisfies Record<string, Cadence>;

export type CadenceName = keyof typeof cadences;

export function isCadence(kind: string): kind is CadenceName {
  return Object.hasOwn(cadences, kind);
}

/** Rows and columns of the keypad as ITU-T Q.23 has them, Hz. */
const ROWS = [697, 770, 852, 941] as const;
const COLUMNS = [1209, 1336, 1477, 1633] as const;
const KEYS = ["123A", "456B", "789C", "*0#D"] as const;

/** The two frequencies of a key, in Hz; undefined for what has no tone, such as the hook flash. */
export function dtmfOf(key: string): readonly [number, number] | undefined {
  for (const [row, keys] of KEYS.entries()) {
    const column = key.length === 1 ? keys.indexOf(key.toUpperCase()) : -1;
    const [low, high] = [ROWS[row], COLUMNS[column]];
    if (low !== undefined && high !== undefined) return [low, high];
  }
  return undefined;
}
