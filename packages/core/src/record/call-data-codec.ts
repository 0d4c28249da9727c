import type { CallActor } from "../actor/call-actor.js";
import type { Json } from "../base/json.js";
import { CallingError } from "../words/calling-error.js";
import { validate } from "../words/validate.js";

/** The bot's own data in the form that a store keeps. @throws CallingError `invalid-request` when it is not of the schema, or not JSON. */
export function encodeData(actor: Pick<CallActor, "runtime">, value: unknown): Json {
  const { data } = actor.runtime.settings;
  const checked = data ? validate(data, value, "data") : value;
  const text = written(checked);
  if (text === undefined)
    throw new CallingError("invalid-request", "data: it is not JSON", {
      hint: "Keep plain objects, lists, texts and numbers in call.data.",
    });
  return JSON.parse(text) as Json;
}

/** As JSON; `undefined` for what has no such form: a function, a BigInt, a circle. */
function written(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
