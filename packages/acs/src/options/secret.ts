import { z } from "zod";

/**
 * A secret, or the way to fetch it. The function is asked for every request, so that a rotated secret is taken up at once;
 * where fetching is slow, keep the value in the function.
 */
export type Secret<T extends string | readonly string[] = string> = T | (() => T | Promise<T>);

/** The secret as it is now. */
export async function reveal<T extends string | readonly string[]>(secret: Secret<T>): Promise<T> {
  return typeof secret === "function" ? secret() : secret;
}

/** A schema of secrets; `missing` says what is wanted and where it is usually kept. */
export function secretSchema(missing: string) {
  return z.custom<Secret>((value) => isText(value) || typeof value === "function", missing);
}

/** The same, where a second secret may stand beside the first while it is being changed. */
export function secretsSchema(missing: string) {
  const isList = (value: unknown) => Array.isArray(value) && value.length > 0 && value.every(isText);
  return z.custom<Secret | Secret<readonly string[]>>(
    (value) => isText(value) || isList(value) || typeof value === "function",
    missing,
  );
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value.trim() !== "";
}
