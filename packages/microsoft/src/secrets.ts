import { withoutCredentials } from "@trunkline/core";
import { z } from "zod";

/**
 * A secret, or the way to fetch it. The function is called whenever the secret is needed, so that a rotated one is used at once;
 * where fetching is slow, keep the value in the function. Event Grid's secret alone is kept, because strangers can have it looked at. Blanks, newlines and a byte order mark around it are dropped: files and
 * clipboards add them.
 */
export type Secret = string | (() => string | Promise<string>);

/** The secret as it is now. */
export async function revealSecret(secret: Secret): Promise<string> {
  return typeof secret === "function" ? (await secret()).trim() : secret.trim();
}

/** A schema of a secret; `wanted` says what it is and where it is usually kept. */
export function secretSchema(wanted: string) {
  return z
    .custom<Secret>(
      (value) => (typeof value === "string" && value.trim() !== "") || typeof value === "function",
      wanted,
    )
    .refine(
      (value) => typeof value === "function" || !isQuoted(value.trim()),
      `${wanted}; remove the quotes around it`,
    );
}

/** An `.env` reader that keeps quotes passes them on as a part of the value. */
function isQuoted(text: string): boolean {
  return /^(["'])[\s\S]*\1$/.test(text);
}

/** Telephone numbers in one piece: with a `+`, as it is or encoded, or of that many figures. */
const numbers = [/(?:\+|%2B)\d{5,}/gi, /(?<![\w-])\d{10,15}(?![\w-])/g] as const;

/** A number in several pieces (`+1 (425) 555-0123`, `0171 / 234 56 78`), and what may look like one and is a date or a part of an id. */
const inPieces =
  /(?<![\w.-])(?!\d{4}-\d{2}-\d{2})\+?\(?\d{1,5}(?:[\s\p{Pd}\p{Cf}().]{1,4}\/?[\s]?\d{1,8}){2,}(?![\w-]|\.\d)/gu;

/** The fewest figures of a number that is spelled in pieces. */
const fewestFigures = 8;

/**
 * A cloud's message, as far as it may stand in an error and so in a log: a service may repeat what it was sent. Telephone numbers
 * keep their beginning and their last two digits, tokens and secrets nothing.
 */
export function withoutSecrets(text: string): string {
  const open = withoutCredentials(text).replace(/("tones"\s*:\s*\[)[^\]]*/gi, "$1…");
  const whole = numbers.reduce((left, pattern) => left.replace(pattern, masked), open);
  return whole.replace(inPieces, (found) => {
    const figures = found.replace(/[^+\d]/g, "");
    return figures.length < fewestFigures ? found : masked(figures);
  });
}

function masked(number: string): string {
  const shown = number.startsWith("+") ? 3 : number.startsWith("%") ? 5 : 2;
  return `${number.slice(0, shown)}…${number.slice(-2)}`;
}
