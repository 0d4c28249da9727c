import { CallingError, type Json } from "@trunkline/core";
import { checkCount, parseJson } from "@trunkline/microsoft";
import { isObject, readWireEvent, type WireEvent } from "./wire-event.js";

const utf8 = new TextDecoder();

/**
 * The events of a body: an array of one as a rule, an object where Event Grid sends CloudEvents, an array of many where it batches.
 * @throws CallingError `invalid-request` when it is no JSON, anything in it is no object, or it is more than anybody sends.
 */
export function readBody(bytes: Uint8Array): readonly WireEvent[] {
  const body = parseJson(utf8.decode(bytes));
  const events: readonly Json[] = Array.isArray(body) ? body : [body];
  checkCount(events);
  return events.map((event) => {
    if (isObject(event)) return readWireEvent(event);
    throw new CallingError("invalid-request", "the callback's body is neither an event nor an array of events");
  });
}
