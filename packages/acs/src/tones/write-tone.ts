import { DtmfTone } from "@azure/communication-call-automation";
import type { Tone } from "@trunkline/core";

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
