import { CallingError, type Json, type JsonObject } from "@trunkline/core";

/** Far beyond what either cloud nests (a dozen levels), and far below where a walk through the value would run out of stack. */
const mostLevels = 100;

/**
 * Reads the JSON of a callback. What is nested absurdly deep is refused before it is built: every later walk through it would fail.
 * @throws CallingError `invalid-request` when it is no JSON, or too deep.
 */
export function parseCallbackJson(text: string): Json {
  if (levelsOf(text) > mostLevels)
    throw new CallingError("invalid-request", `the callback's body is nested more than ${mostLevels} levels deep`);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CallingError("invalid-request", "the callback's body is not JSON", { cause });
  }
}

const [quote, backslash, bracket, brace, closingBracket, closingBrace] = Buffer.from('"\\[{]}');

/** How deep the brackets outside texts go. Texts, most of a callback, are skipped. */
function levelsOf(text: string): number {
  let deepest = 0;
  let level = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfText(text, at);
    else if (code === bracket || code === brace) deepest = Math.max(deepest, ++level);
    else if (code === closingBracket || code === closingBrace) level--;
  }
  return deepest;
}

/** Where the text that begins there ends; the end of all where it does not. */
function endOfText(text: string, begin: number): number {
  for (let at = text.indexOf('"', begin + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let before = at - 1;
    while (text.charCodeAt(before) === backslash) before--;
    if ((at - before) % 2 === 1) return at;
  }
  return text.length;
}

/** As many as Event Grid delivers at once at the most (documented, "maximum events per batch"); the call services send a few. */
const mostEvents = 5000;

/**
 * Refuses more events in one callback than either cloud sends: a megabyte of empty ones would delay all other callbacks.
 * @throws CallingError `invalid-request`.
 */
export function checkCount({ length }: readonly unknown[]): void {
  if (length > mostEvents)
    throw new CallingError("invalid-request", `the callback has ${length} events, which is more than ${mostEvents}`);
}

/** The JSON in a text; `undefined` if it cannot be read. */
export function jsonIn(text: string): unknown {
  // Most answers are empty, and a thrown error is expensive.
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
