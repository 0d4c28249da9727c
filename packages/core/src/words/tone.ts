/** One key of a telephone: a digit, star, hash, the four letters of the fourth column, or `!` for a flash of the hook. */
export type Tone = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "*" | "#" | "A" | "B" | "C" | "D" | "!";

/** Every tone there is. A provider's table of tones is total over this list or says what it lacks. */
export const tones: readonly Tone[] = [
  "0",
  "1",
  "2",
  "3",
  "4",
  "5",
  "6",
  "7",
  "8",
  "9",
  "*",
  "#",
  "A",
  "B",
  "C",
  "D",
  "!",
];

/** A map, not an object: that has names of its own (`constructor`). */
const names: ReadonlyMap<string, Tone> = new Map<string, Tone>([
  ["star", "*"],
  ["asterisk", "*"],
  ["pound", "#"],
  ["hash", "#"],
  ["flash", "!"],
  ["zero", "0"],
  ["one", "1"],
  ["two", "2"],
  ["three", "3"],
  ["four", "4"],
  ["five", "5"],
  ["six", "6"],
  ["seven", "7"],
  ["eight", "8"],
  ["nine", "9"],
]);

/** Reads a tone from its character or its name (`"star"`, `"asterisk"`, `"pound"`, `"hash"`), in any case; `undefined` if it is none. */
export function readTone(text: string): Tone | undefined {
  const upper = text.toUpperCase();
  return tones.find((tone) => tone === upper) ?? names.get(text.toLowerCase());
}
