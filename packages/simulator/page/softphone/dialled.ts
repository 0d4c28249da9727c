/** The most digits that a number has (E.164). */
const LONGEST = 15;

/** The number that is being typed: digits, a leading plus, and whatever else a keypad has. */
export function typeKey(dialled: string, key: string): string {
  if (key === "+") return dialled === "" ? "+" : dialled;
  return dialled.replace("+", "").length < LONGEST ? dialled + key : dialled;
}

export function eraseKey(dialled: string): string {
  return dialled.slice(0, -1);
}

/** The number to dial: E.164, the plus added when it was not typed. Undefined: not (yet) a number. */
export function dialledNumber(dialled: string): string | undefined {
  const number = dialled.startsWith("+") ? dialled : `+${dialled}`;
  return /^\+[1-9]\d{1,14}$/.test(number) ? number : undefined;
}
