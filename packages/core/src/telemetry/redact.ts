import { CallingError } from "../words/calling-error.js";

/**
 * What log lines and spans may show that they hide otherwise. Secrets and tokens cannot be shown, nor can the keys of a
 * collection with `secret: true`.
 */
export interface Reveal {
  /** Telephone numbers, and the other names of who is on a call. Default false. */
  readonly numbers?: boolean;
  /** Keys that callers press, and tones that the bot sends. They may be PINs and cards. Default false. */
  readonly tones?: boolean;
}

/** What is never shown, regardless of `reveal`. Each pattern keeps the name of what it removes. */
const credentials: readonly (readonly [RegExp, string])[] = [
  [/\b(authorization["']?\s*[:=]\s*["']?)[^"'\r\n,}]+/gi, "$1…"],
  [/\b(Bearer|HMAC-SHA256|SharedAccessSignature)\s+[^\s"',]+/gi, "$1 …"],
  [/(?<![\w-])eyJ[\w-]+(\.[\w-]*)+/g, "…"],
  [/\/\/[^/@\s]+@/g, "//…@"],
  // What an address asks by: Event Grid's secret under whichever name, signatures of links to files, keys of services.
  [/([?&][\w.~%$-]{1,100}=)[^\s&#"'<>)\]}]+/g, "$1…"],
  [
    /((?:secret|passw(?:or)?d|passphrase|pwd|(?:access|api|private|shared|sas)[-_]?key|signature|\bsig|assertion|credential|cookie|eventgrid|token)["']?\s*[=:]\s*["']?)[^\s"',;&)}]+/gi,
    "$1…",
  ],
  // The MAC of a call's address, percent-encoded or not.
  [
    /([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:(?:~|%(?:25){0,3}7e)[\w-]+)?(?:\.|%(?:25){0,3}2e))[\w-]{22}(?![\w-])/gi,
    "$1…",
  ],
  // A key in base64, with nothing beside it that says so.
  [/(?<![A-Za-z0-9+/])(?:[A-Za-z0-9+/]{40,}={1,2}|[A-Za-z0-9+/]{60,})/g, "…"],
];

/** A longer text is cut: a stranger may have sent it. */
const longestText = 20_000;

/** A text without tokens, passwords, keys, the values of an address's query, and the MACs of calls' addresses. */
export function withoutCredentials(text: string): string {
  return credentials.reduce((left, [pattern, by]) => left.replace(pattern, by), text.slice(0, longestText));
}

/**
 * An id is not a number. Figures may be a telephone number or keys in any spelling: `+1 (425) 555-0123`, `0171 / 234 56 78`, `7 3 9 1`. What is
 * followed by a letter is a piece of something else.
 */
const idsAndFigures =
  /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[+(]{0,2}\p{Nd}[\p{Nd}*#]*(?:[\s\p{Pd}\p{Cf}().,/_]{1,4}[\p{Nd}*#]+(?![\p{L}\p{Nd}*#]))*/giu;

/** Who is meant by a SIP address: a name, or a telephone number in any spelling. */
const sipUsers = /\b(sips?:)[^\s@<>"]{1,200}@/gi;

/** How many figures, in one piece and in several, count as a telephone number when nothing else says so; no number has more than `most` (E.164). */
const numberHas = { inOne: 10, inSeveral: 7, most: 15 } as const;

/** So many single figures in a row are taken for keys. */
const fewestSpelledKeys = 3;

/**
 * The message of an error, as far as it may be shown. It may contain anything, so figures that may be a telephone number or keys are
 * removed, unless they may be shown. Codes of a failure are in fields of their own.
 */
export function wordsOf(text: string, reveal: Reveal): string {
  const shown = withoutCredentials(text);
  return (reveal.numbers ? shown : shown.replace(sipUsers, "$1…@")).replace(idsAndFigures, (found) => {
    if (/[a-f]/i.test(found) || /^\d{8}(-\d{4}){3}-\d{12}$/.test(found)) return found;
    const groups = found.split(/[^\p{Nd}*#]+/u).filter((group) => group !== "");
    const count = groups.join("").length;
    const kind = kindOf(found, groups, count);
    if (kind === "neither") return found.replace(/\p{Nd}[\p{Nd}*#]{2,}/gu, (run) => (reveal.tones ? run : "…"));
    return (kind === "number" ? reveal.numbers : reveal.tones) ? found : "…";
  });
}

function kindOf(found: string, groups: readonly string[], count: number): "number" | "keys" | "neither" {
  const several = groups.length > 1;
  const fewest = several ? numberHas.inSeveral : numberHas.inOne;
  if (count <= numberHas.most && (count >= fewest || (found.includes("+") && count > 2))) return "number";
  if (!several) return count > 2 ? "keys" : "neither";
  if (count > numberHas.most) return "keys";
  const apart = groups.every((group) => group.length === 1) && !/[./]/.test(found);
  return apart && groups.length >= fewestSpelledKeys ? "keys" : "neither";
}

/** The path of a callback, as far as it may be shown: without the MAC, which protects a call, and without the query, which may have a secret. */
export function shownPath({ pathname }: Pick<URL, "pathname">): string {
  const parts = pathname.slice(0, longestPath).split("/");
  return parts.map((part) => part.replace(/(\.|%2e|%25).{8,}$/i, ".{mac}")).join("/");
}

/** No genuine path is longer. */
const longestPath = 300;

/** How far causes are followed. */
const depth = 4;

/** An error as a log line has it: what is known of it, its words without figures, where it was thrown, and what caused it. */
export function describeError(error: unknown, reveal: Reveal, left = depth): object {
  if (!(error instanceof Error) && !CallingError.is(error)) return { message: wordsOf(String(error), reveal) };
  const { cause } = error;
  return {
    type: errorType(error),
    message: wordsOf(error.message, reveal),
    ...(CallingError.is(error) ? detailsOf(error) : {}),
    ...(error.stack === undefined ? {} : { stack: framesOf(error.stack, error.message) }),
    ...(cause === undefined || left === 0 ? {} : { cause: describeError(cause, reveal, left - 1) }),
  };
}

/** What kind of error it is, by a word out of few: the code of one of ours, the class of any other. */
export function errorType(error: unknown): string {
  if (CallingError.is(error)) return error.code;
  return error instanceof Error ? error.name : typeof error;
}

function detailsOf({ provider, verb, status, providerCode, requestId }: CallingError): object {
  const known = Object.entries({ provider, verb, status, providerCode, requestId });
  return Object.fromEntries(known.filter(([, value]) => value !== undefined));
}

/** Where it was thrown, without the message that a stack begins with: a line of that may look like a frame. */
function framesOf(stack: string, message: string): string {
  const begin = message === "" ? -1 : stack.indexOf(message);
  const behind = begin < 0 ? stack : stack.slice(begin + message.length);
  const frames = behind.split("\n").filter((line) => /^\s+at /.test(line));
  return withoutCredentials(frames.map((line) => line.trim()).join("\n"));
}
