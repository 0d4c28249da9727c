import { z } from "zod";

/**
 * A secret, or the way to fetch it. The function is asked whenever the secret is needed, so that a rotated one is taken up at once;
 * where fetching is slow, keep the value in the function.
 */
export type Secret = string | (() => string | Promise<string>);

/** The secret as it is now. */
export async function revealSecret(secret: Secret): Promise<string> {
  return typeof secret === "function" ? secret() : secret;
}

/** A schema of a secret; `wanted` says what it is and where it is usually kept. */
export function secretSchema(wanted: string) {
  return z.custom<Secret>(
    (value) => (typeof value === "string" && value.trim() !== "") || typeof value === "function",
    wanted,
  );
}
