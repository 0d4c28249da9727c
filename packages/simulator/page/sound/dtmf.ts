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
