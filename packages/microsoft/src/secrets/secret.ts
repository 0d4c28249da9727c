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
