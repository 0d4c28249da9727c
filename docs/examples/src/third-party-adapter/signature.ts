import { createHmac, timingSafeEqual } from "node:crypto";

/** What the API signs: the address, then every field of the form with its value, by the fields' names. */
export function sign(authToken: string, url: string, form: URLSearchParams): string {
  const fields = [...form].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => name + value);
  return createHmac("sha1", authToken)
    .update(url + fields.join(""))
    .digest("base64");
}

/** In constant time. */
export function isSigned(signature: string, authToken: string, url: string, form: URLSearchParams): boolean {
  const [given, right] = [Buffer.from(signature), Buffer.from(sign(authToken, url, form))];
  return given.length === right.length && timingSafeEqual(given, right);
}
