import type { Reveal } from "./reveal.js";

/** What nobody may see, whatever is switched on: tokens, and the name and password in an address. */
const secrets: readonly (readonly [RegExp, string])[] = [
  [/\bBearer\s+[^\s"',]+/gi, "Bearer …"],
  [/\beyJ[\w-]+(\.[\w-]*)+/g, "…"],
  [/\/\/[^/@\s]+@/g, "//…@"],
];

/** An id is no number, and a run of three figures or more may be one, or keys that were pressed. */
const idsAndFigures = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\+?\d[\d*#]{2,}/gi;

/** The shortest run of figures that is taken for a telephone number when nothing else says so. */
const shortestNumber = 10;

/**
 * The words of an error, as far as they may be shown. Whoever threw it may have put anything into them: so figures are taken out,
 * which may be a telephone number or keys, unless they may be shown. What they would tell of a failure is in fields of its own.
 */
export function wordsOf(text: string, reveal: Reveal): string {
  const open = secrets.reduce((left, [pattern, by]) => left.replace(pattern, by), text);
  return open.replace(idsAndFigures, (found) => {
    if (found.includes("-")) return found;
    const isNumber = found.startsWith("+") || found.length >= shortestNumber;
    return (isNumber ? reveal.numbers : reveal.tones) ? found : "…";
  });
}

/** The path of a callback, as far as it may be shown: a MAC is half of what protects a call. Nor is the query, which may have a secret. */
export function shownPath({ pathname }: Pick<URL, "pathname">): string {
  const parts = pathname.slice(0, longestPath).split("/");
  return parts.map((part) => part.replace(/(\.|%2e|%25).{8,}$/i, ".{mac}")).join("/");
}

/** What is longer is nobody's path. */
const longestPath = 300;
