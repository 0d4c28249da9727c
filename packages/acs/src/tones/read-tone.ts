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
