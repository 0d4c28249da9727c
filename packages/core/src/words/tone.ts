import { CallingError } from "./calling-error.js";

/** One key of a telephone: a digit, star, hash, the four letters of the fourth column, or `!` for a flash of the hook. */
export type Tone = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "*" | "#" | "A" | "B" | "C" | "D" | "!";

/** Every tone. A provider's table of tones covers this list or names what it lacks. */
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

/** A map, since an object has names of its own (`constructor`). */
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

/** Reads a tone from its character or its name (`"star"`, `"asterisk"`, `"pound"`, `"hash"`), in any case; `undefined` if it is not a tone. */
export function readTone(text: string): Tone | undefined {
  const upper = text.toUpperCase();
  return tones.find((tone) => tone === upper) ?? names.get(text.toLowerCase());
}

/** A run of tones, or a pause between two runs. */
export type DialPart = { readonly tones: readonly Tone[] } | { readonly pauseMs: number };

/** The pauses of a dial string, as other voice APIs have them. */
const pauses: ReadonlyMap<string, number> = new Map([
  ["w", 500],
  ["W", 1000],
]);

/**
 * Reads what is to be dialed: a dial string (`"1w2#"`) or a list of characters and names (`["1", "pound"]`).
 * @throws CallingError `invalid-request` that names what is not a tone, and its position (from 1).
 */
export function readDialString(dial: string | readonly string[]): readonly DialPart[] {
  const symbols = typeof dial === "string" ? [...dial] : dial;
  if (symbols.length === 0)
    throw new CallingError("invalid-request", "sendDtmf: there are no tones to send", { verb: "sendDtmf" });
  const parts: DialPart[] = [];
  let run: Tone[] = [];
  symbols.forEach((symbol, index) => {
    const pauseMs = pauses.get(symbol);
    if (pauseMs !== undefined) {
      if (run.length > 0) parts.push({ tones: run });
      run = [];
      parts.push({ pauseMs });
      return;
    }
    const tone = readTone(symbol);
    if (tone === undefined) throw unknownTone(symbol, index);
    run.push(tone);
  });
  if (run.length > 0) parts.push({ tones: run });
  return parts;
}

/** Cuts runs that are longer than the provider takes at once. */
export function cutRuns(parts: readonly DialPart[], most: number): readonly DialPart[] {
  return parts.flatMap((part): readonly DialPart[] =>
    "pauseMs" in part ? [part] : cut(part.tones, most).map((tones) => ({ tones })),
  );
}

function cut(tones: readonly Tone[], most: number): readonly (readonly Tone[])[] {
  const pieces: (readonly Tone[])[] = [];
  for (let at = 0; at < tones.length; at += most) pieces.push(tones.slice(at, at + most));
  return pieces;
}

function unknownTone(symbol: string, index: number): CallingError {
  return new CallingError("invalid-request", `sendDtmf: "${symbol}" at position ${index + 1} is not a tone`, {
    verb: "sendDtmf",
    hint: 'Use 0–9 * # A–D, ! for a flash, w and W for pauses, or names in a list ("star", "pound").',
  });
}
