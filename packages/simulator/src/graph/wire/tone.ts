import type { Tone } from "../../engine/media.js";

/** `microsoft.graph.tone`, all seventeen (documented). */
export const wireTones = [
  "tone0",
  "tone1",
  "tone2",
  "tone3",
  "tone4",
  "tone5",
  "tone6",
  "tone7",
  "tone8",
  "tone9",
  "star",
  "pound",
  "a",
  "b",
  "c",
  "d",
  "flash",
] as const;
type WireTone = (typeof wireTones)[number];

const tones: Readonly<Record<WireTone, Tone>> = {
  tone0: "0",
  tone1: "1",
  tone2: "2",
  tone3: "3",
  tone4: "4",
  tone5: "5",
  tone6: "6",
  tone7: "7",
  tone8: "8",
  tone9: "9",
  star: "*",
  pound: "#",
  a: "A",
  b: "B",
  c: "C",
  d: "D",
  flash: "!",
};

export function toneFrom(name: WireTone): Tone {
  return tones[name];
}

export function wireTone(tone: Tone): WireTone {
  const name = wireTones.find((candidate) => tones[candidate] === tone);
  if (name === undefined) throw new Error(`there is no tone "${tone}" on this wire`);
  return name;
}
