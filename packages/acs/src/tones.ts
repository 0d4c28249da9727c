import { DtmfTone } from "@azure/communication-call-automation";
import { readTone as readName, type Tone, tones } from "@trunkline/core";

/**
 * Reads a tone of the wire: `zero` … `nine`, `a` … `d`, `pound`, `asterisk`; `undefined` for anything else.
 * Plain characters are taken too: the spelling on the streaming path is documented nowhere.
 */
export function readTone(value: unknown): Tone | undefined {
  if (typeof value !== "string") return undefined;
  const tone = readName(value);
  return tone === "!" ? undefined : tone;
}

/** Every tone that this provider has: all but the flash of the hook. */
export const acsTones: readonly Tone[] = tones.filter((tone) => tone !== "!");

const table: Readonly<Record<Tone, DtmfTone | undefined>> = {
  "0": DtmfTone.Zero,
  "1": DtmfTone.One,
  "2": DtmfTone.Two,
  "3": DtmfTone.Three,
  "4": DtmfTone.Four,
  "5": DtmfTone.Five,
  "6": DtmfTone.Six,
  "7": DtmfTone.Seven,
  "8": DtmfTone.Eight,
  "9": DtmfTone.Nine,
  "*": DtmfTone.Asterisk,
  "#": DtmfTone.Pound,
  A: DtmfTone.A,
  B: DtmfTone.B,
  C: DtmfTone.C,
  D: DtmfTone.D,
  "!": undefined,
};

/** How the client spells a tone; `undefined` for the flash of the hook, which ACS has not. */
export function writeTone(tone: Tone): DtmfTone | undefined {
  return table[tone];
}
