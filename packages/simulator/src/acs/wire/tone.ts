import { z } from "zod";
import type { Tone } from "../../engine/media.js";

const toneOfWord = {
  zero: "0",
  one: "1",
  two: "2",
  three: "3",
  four: "4",
  five: "5",
  six: "6",
  seven: "7",
  eight: "8",
  nine: "9",
  a: "A",
  b: "B",
  c: "C",
  d: "D",
  pound: "#",
  asterisk: "*",
} as const satisfies Record<string, Tone>;

/** A tone as this wire spells it, read into the engine's. */
export const toneSchema = z
  .enum([
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "a",
    "b",
    "c",
    "d",
    "pound",
    "asterisk",
  ])
  .transform((word): Tone => toneOfWord[word]);

/** This wire's word for a tone; it has none for a hook flash. */
export function wordOfTone(tone: Tone): string | undefined {
  return Object.entries(toneOfWord).find(([, key]) => key === tone)?.[0];
}
