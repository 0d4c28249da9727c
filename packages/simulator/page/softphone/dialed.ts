/** The most digits that a number has (E.164). */
const LONGEST = 15;

/** The number that is being typed: digits, a leading plus, and whatever else a keypad has. */
export function typeKey(dialed: string, key: string): string {
  if (key === "+") return dialed === "" ? "+" : dialed;
  return dialed.replace("+", "").length < LONGEST ? dialed + key : dialed;
}

export function eraseKey(dialed: string): string {
  return dialed.slice(0, -1);
}

/** The number to dial: E.164, the plus added when it was not typed. Undefined: not (yet) a number. */
export function dialedNumber(dialed: string): string | undefined {
  const number = dialed.startsWith("+") ? dialed : `+${dialed}`;
  return /^\+[1-9]\d{1,14}$/.test(number) ? number : undefined;
}
