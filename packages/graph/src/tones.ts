import type { Tone } from "@trunkline/core";

/** Graph's word for each tone, total both ways. */
const words = {
  "0": "tone0",
  "1": "tone1",
  "2": "tone2",
  "3": "tone3",
  "4": "tone4",
  "5": "tone5",
  "6": "tone6",
  "7": "tone7",
  "8": "tone8",
  "9": "tone9",
  "*": "star",
  "#": "pound",
  A: "a",
  B: "b",
  C: "c",
  D: "d",
  "!": "flash",
} as const satisfies Readonly<Record<Tone, string>>;

const tones: ReadonlyMap<string, Tone> = new Map(
  Object.entries(words).flatMap(([tone, word]) => (isTone(tone) ? [[word, tone] as const] : [])),
);

function isTone(text: string): text is Tone {
  return text in words;
}

/** A tone in Graph's words. */
export function writeTone(tone: Tone): string {
  return words[tone];
}

/** A tone from Graph's words, in any case; `undefined` for one that we do not know. */
export function readToneWord(word: string): Tone | undefined {
  return tones.get(word.toLowerCase());
}
