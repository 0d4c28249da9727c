const KEYS = "0123456789*#ABCD!";

/** One key of a phone: `0`–`9`, `*`, `#`, `A`–`D`, and `!` for a hook flash. */
export type Tone = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "*" | "#" | "A" | "B" | "C" | "D" | "!";

export function isTone(key: string): key is Tone {
  return key.length === 1 && KEYS.includes(key);
}

/** How long one sent tone sounds, in milliseconds (ours: the clouds do not say). */
export const TONE_MS = 100;
