/** A JSON value. Everything that core stores of a call is one, so that any store can keep it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** An object of JSON values; an absent member and one that is `undefined` mean the same. */
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** A value as a store keeps it: members that JSON cannot express are left out, and `undefined` is `null`. */
export function asJson(value: unknown): Json {
  return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as Json);
}
