import type { Json } from "./json.js";

/** A value as a store keeps it: what JSON cannot say is left out, nothing at all is `null`. */
export function asJson(value: unknown): Json {
  return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as Json);
}
