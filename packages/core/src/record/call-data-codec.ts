import type { Json } from "../base/json.js";
import { CallingError } from "../words/calling-error.js";
import { type StandardSchema, validate } from "../words/validate.js";

/** The bot's own data as a store keeps it. @throws CallingError `invalid-request` when it does not fit the schema, or is not JSON. */
export function encodeData(schema: StandardSchema | undefined, value: unknown): Json {
  const text = jsonOf(schema ? validate(schema, value, "data") : value);
  if (text === undefined)
    throw new CallingError("invalid-request", "data: it is not JSON", {
      hint: "Keep plain objects, lists, texts and numbers in call.data.",
    });
  return JSON.parse(text) as Json;
}

/** `undefined` for what has no JSON form: a function, a BigInt, a circular object. */
function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
