import type { Stay } from "../processes/stays.js";

/** How long a person may be without the other, ms: a lease, and what a busy machine adds. */
const mayLastMs = 3000;

const people = ["ada", "bob"];

/** People who were alone on a call for too long after the bot had left it. */
export function leftAlone(stays: readonly Stay[]): readonly string[] {
  const left = stays.filter(
    (stay) => isAlone(stay) && stays.some((one) => one.call === stay.call && has(one, "bot") && one.until <= stay.from),
  );
  return left.filter(lasted).map((stay) => `${stay.who.join()} for ${stay.until - stay.from} ms`);
}

function isAlone({ who: [first = "", ...others] }: Stay): boolean {
  return people.includes(first) && others.length === 0;
}

/** How long the person stayed with the bot when the caller was with it no longer, if that was too long. */
export function leftWithBot(stays: readonly Stay[]): readonly string[] {
  const callerLeft = Math.max(0, ...stays.filter((stay) => has(stay, "ada", "bot")).map(({ until }) => until));
  return stays
    .filter((stay) => has(stay, "bob", "bot") && !has(stay, "ada"))
    .map((stay) => ({ ...stay, from: Math.max(stay.from, callerLeft) }))
    .filter(lasted)
    .map(({ from, until }) => `for ${until - from} ms`);
}

function has({ who }: Stay, ...wanted: readonly string[]): boolean {
  return wanted.every((one) => who.includes(one));
}

function lasted({ from, until }: Stay): boolean {
  return until - from > mayLastMs;
}
